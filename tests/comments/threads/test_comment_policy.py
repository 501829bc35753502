"""Which policy applies: what is set, by whom, and what only makes it stricter."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from comments.models import CommentSettings, Thread
from comments.threads.comment_policy import Cause, EffectivePolicy, get_effective_policy

CommentPolicy = Thread.CommentPolicy
ORDER = [
    CommentPolicy.OPEN,
    CommentPolicy.NEW_MODERATED,
    CommentPolicy.ALL_MODERATED,
    CommentPolicy.CLOSED,
]
DAY = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def thread(**fields: object) -> Thread:
    """Return a thread under an article of that day, stored nowhere."""
    return Thread(article=Article(published_at=DAY), **fields)


def terms(
    of: Thread, site: CommentSettings | None = None, *, after: dt.timedelta = HOUR
) -> EffectivePolicy:
    """Return the terms of a thread a time after its article."""
    return get_effective_policy(of, site=site or CommentSettings(), at=DAY + after)


def test_by_itself_a_site_holds_newcomers() -> None:
    found = terms(thread())
    assert (found.policy, found.cause, found.approvals) == (
        CommentPolicy.NEW_MODERATED,
        Cause.SET,
        1,
    )
    assert found.offers_form
    assert not found.holds_all


@pytest.mark.parametrize("policy", ORDER)
def test_a_thread_follows_the_site(policy: Thread.CommentPolicy) -> None:
    assert terms(thread(), CommentSettings(policy=policy)).policy == policy


@pytest.mark.parametrize("policy", ORDER)
@pytest.mark.parametrize("site", ORDER)
def test_a_thread_that_says_otherwise_is_right(
    policy: Thread.CommentPolicy, site: Thread.CommentPolicy
) -> None:
    assert terms(thread(policy=policy), CommentSettings(policy=site)).policy == policy


@pytest.mark.parametrize(("own", "minutes"), [(None, 10), (0, 0), (5, 5)])
def test_slow_mode_is_the_sites_unless_the_thread_has_its_own(
    own: int | None, minutes: int
) -> None:
    found = terms(thread(slow_minutes=own), CommentSettings(slow_minutes=10))
    assert found.slow_minutes == minutes


class TestAge:
    """After so many days another policy begins, to the second."""

    site = CommentSettings(days_open=14, late_policy=CommentPolicy.CLOSED)
    end = dt.timedelta(days=14)

    def test_until_then_nothing_changes_and_it_is_announced(self) -> None:
        found = terms(thread(), self.site, after=self.end - dt.timedelta(seconds=1))
        assert (found.policy, found.upcoming_policy, found.policy_changes_at) == (
            CommentPolicy.NEW_MODERATED,
            CommentPolicy.CLOSED,
            DAY + self.end,
        )

    def test_from_then_on_it_applies(self) -> None:
        found = terms(thread(), self.site, after=self.end)
        assert (found.policy, found.cause, found.upcoming_policy) == (
            CommentPolicy.CLOSED,
            Cause.AGE,
            None,
        )
        assert not found.offers_form

    def test_what_comes_late_is_held_and_not_refused(self) -> None:
        found = terms(thread(), self.site, after=self.end)
        assert found.holds_all
        assert not found.rejects_all

    def test_a_thread_that_a_person_closed_refuses(self) -> None:
        found = terms(thread(policy=CommentPolicy.CLOSED), self.site, after=self.end)
        assert found.rejects_all
        assert not found.holds_all

    def test_a_thread_may_stay_open_for_ever(self) -> None:
        found = terms(thread(days_open=0), self.site, after=self.end * 100)
        assert (found.policy, found.policy_changes_at) == (CommentPolicy.NEW_MODERATED, None)

    def test_a_thread_may_be_held_where_others_close(self) -> None:
        found = terms(thread(days_open=1, late_policy="held"), self.site, after=self.end)
        assert (found.policy, found.cause) == (CommentPolicy.ALL_MODERATED, Cause.AGE)

    def test_what_changes_nothing_is_not_announced(self) -> None:
        assert terms(thread(policy=CommentPolicy.CLOSED), self.site).upcoming_policy is None


class TestCoolDown:
    """It begins when it is told to and ends by the clock."""

    def test_while_it_lasts_everything_is_held(self) -> None:
        found = terms(thread(policy=CommentPolicy.OPEN, cooldown_until=DAY + 2 * HOUR))
        assert (found.policy, found.cause) == (CommentPolicy.ALL_MODERATED, Cause.COOLDOWN)
        assert found.cooldown_until == DAY + 2 * HOUR

    def test_it_is_over_to_the_second(self) -> None:
        found = terms(thread(policy=CommentPolicy.OPEN, cooldown_until=DAY + HOUR))
        assert (found.policy, found.cause, found.cooldown_until) == (
            CommentPolicy.OPEN,
            Cause.SET,
            None,
        )

    def test_it_opens_nothing(self) -> None:
        found = terms(thread(policy=CommentPolicy.CLOSED, cooldown_until=DAY + 2 * HOUR))
        assert found.rejects_all


threads = st.builds(
    thread,
    policy=st.sampled_from(Thread.CommentPolicy),
    slow_minutes=st.none() | st.integers(0, 100),
    days_open=st.none() | st.integers(0, 30),
    late_policy=st.sampled_from(["", "held", "closed"]),
    cooldown_until=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
)
sites = st.builds(
    CommentSettings,
    policy=st.sampled_from(ORDER),
    days_open=st.integers(0, 30),
    late_policy=st.sampled_from(["held", "closed"]),
)
ages = st.timedeltas(dt.timedelta(0), dt.timedelta(days=60))


@given(threads, sites, ages)
def test_age_and_quarrels_never_open_anything(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    chosen = CommentPolicy(site.policy if of.policy == CommentPolicy.SITE else of.policy)
    found = terms(of, site, after=age)
    assert ORDER.index(found.policy) >= ORDER.index(chosen)
    assert (found.cause == Cause.SET) == (found.policy == chosen)


@given(threads, sites, ages)
def test_what_is_announced_comes(of: Thread, site: CommentSettings, age: dt.timedelta) -> None:
    found = terms(of, site, after=age)
    if found.upcoming_policy:
        assert found.policy_changes_at is not None
        then = get_effective_policy(of, site=site, at=found.policy_changes_at)
        assert ORDER.index(then.policy) >= ORDER.index(found.upcoming_policy)


@given(threads, sites, ages)
def test_a_comment_is_refused_only_where_a_person_closed(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    found = terms(of, site, after=age)
    closed = CommentPolicy.CLOSED in {
        of.policy,
        site.policy if of.policy == CommentPolicy.SITE else of.policy,
    }
    assert found.rejects_all == closed
    assert not (found.rejects_all and found.holds_all)
