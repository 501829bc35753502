"""Which mode applies: what is set, by whom, and what only makes it stricter."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from comments.models import CommentSettings, Thread
from comments.modes import Cause, Terms, terms_of

Mode = Thread.Mode
ORDER = [Mode.OPEN, Mode.NEWCOMERS, Mode.HELD, Mode.CLOSED]
DAY = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def thread(**fields: object) -> Thread:
    """Return a thread under an article of that day, stored nowhere."""
    return Thread(article=Article(published_at=DAY), **fields)


def terms(of: Thread, site: CommentSettings | None = None, *, after: dt.timedelta = HOUR) -> Terms:
    """Return the terms of a thread a time after its article."""
    return terms_of(of, site=site or CommentSettings(), at=DAY + after)


def test_by_itself_a_site_holds_newcomers() -> None:
    found = terms(thread())
    assert (found.mode, found.cause, found.approvals) == (Mode.NEWCOMERS, Cause.SET, 1)
    assert found.offers_form
    assert not found.holds_everything


@pytest.mark.parametrize("mode", ORDER)
def test_a_thread_follows_the_site(mode: Thread.Mode) -> None:
    assert terms(thread(), CommentSettings(mode=mode)).mode == mode


@pytest.mark.parametrize("mode", ORDER)
@pytest.mark.parametrize("site", ORDER)
def test_a_thread_that_says_otherwise_is_right(mode: Thread.Mode, site: Thread.Mode) -> None:
    assert terms(thread(mode=mode), CommentSettings(mode=site)).mode == mode


@pytest.mark.parametrize(("own", "minutes"), [(None, 10), (0, 0), (5, 5)])
def test_slow_mode_is_the_sites_unless_the_thread_has_its_own(
    own: int | None, minutes: int
) -> None:
    found = terms(thread(slow_minutes=own), CommentSettings(slow_minutes=10))
    assert found.slow_minutes == minutes


class TestAge:
    """After so many days another mode begins, to the second."""

    site = CommentSettings(days_open=14, late_mode=Mode.CLOSED)
    end = dt.timedelta(days=14)

    def test_until_then_nothing_changes_and_it_is_announced(self) -> None:
        found = terms(thread(), self.site, after=self.end - dt.timedelta(seconds=1))
        assert (found.mode, found.coming, found.late_at) == (
            Mode.NEWCOMERS,
            Mode.CLOSED,
            DAY + self.end,
        )

    def test_from_then_on_it_applies(self) -> None:
        found = terms(thread(), self.site, after=self.end)
        assert (found.mode, found.cause, found.coming) == (Mode.CLOSED, Cause.AGE, None)
        assert not found.offers_form

    def test_what_comes_late_is_held_and_not_refused(self) -> None:
        found = terms(thread(), self.site, after=self.end)
        assert found.holds_everything
        assert not found.refuses

    def test_a_thread_that_a_person_closed_refuses(self) -> None:
        found = terms(thread(mode=Mode.CLOSED), self.site, after=self.end)
        assert found.refuses
        assert not found.holds_everything

    def test_a_thread_may_stay_open_for_ever(self) -> None:
        found = terms(thread(days_open=0), self.site, after=self.end * 100)
        assert (found.mode, found.late_at) == (Mode.NEWCOMERS, None)

    def test_a_thread_may_be_held_where_others_close(self) -> None:
        found = terms(thread(days_open=1, late_mode="held"), self.site, after=self.end)
        assert (found.mode, found.cause) == (Mode.HELD, Cause.AGE)

    def test_what_changes_nothing_is_not_announced(self) -> None:
        assert terms(thread(mode=Mode.CLOSED), self.site).coming is None


class TestCoolDown:
    """It begins when it is told to and ends by the clock."""

    def test_while_it_lasts_everything_is_held(self) -> None:
        found = terms(thread(mode=Mode.OPEN, calm_until=DAY + 2 * HOUR))
        assert (found.mode, found.cause) == (Mode.HELD, Cause.CALM)
        assert found.calm_until == DAY + 2 * HOUR

    def test_it_is_over_to_the_second(self) -> None:
        found = terms(thread(mode=Mode.OPEN, calm_until=DAY + HOUR))
        assert (found.mode, found.cause, found.calm_until) == (Mode.OPEN, Cause.SET, None)

    def test_it_opens_nothing(self) -> None:
        found = terms(thread(mode=Mode.CLOSED, calm_until=DAY + 2 * HOUR))
        assert found.refuses


threads = st.builds(
    thread,
    mode=st.sampled_from(Thread.Mode),
    slow_minutes=st.none() | st.integers(0, 100),
    days_open=st.none() | st.integers(0, 30),
    late_mode=st.sampled_from(["", "held", "closed"]),
    calm_until=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
)
sites = st.builds(
    CommentSettings,
    mode=st.sampled_from(ORDER),
    days_open=st.integers(0, 30),
    late_mode=st.sampled_from(["held", "closed"]),
)
ages = st.timedeltas(dt.timedelta(0), dt.timedelta(days=60))


@given(threads, sites, ages)
def test_age_and_quarrels_never_open_anything(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    chosen = Mode(site.mode if of.mode == Mode.SITE else of.mode)
    found = terms(of, site, after=age)
    assert ORDER.index(found.mode) >= ORDER.index(chosen)
    assert (found.cause == Cause.SET) == (found.mode == chosen)


@given(threads, sites, ages)
def test_what_is_announced_comes(of: Thread, site: CommentSettings, age: dt.timedelta) -> None:
    found = terms(of, site, after=age)
    if found.coming:
        assert found.late_at is not None
        then = terms_of(of, site=site, at=found.late_at)
        assert ORDER.index(then.mode) >= ORDER.index(found.coming)


@given(threads, sites, ages)
def test_a_comment_is_refused_only_where_a_person_closed(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    found = terms(of, site, after=age)
    closed = Mode.CLOSED in {of.mode, site.mode if of.mode == Mode.SITE else of.mode}
    assert found.refuses == closed
    assert not (found.refuses and found.holds_everything)
