"""The effective policy: who set it, and what makes it stricter."""

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
    """Return an unsaved thread on an article of that day."""
    return Thread(article=Article(published_at=DAY), **fields)


def terms(
    of: Thread, site: CommentSettings | None = None, *, after: dt.timedelta = HOUR
) -> EffectivePolicy:
    """Return the effective policy of a thread some time after its article."""
    return get_effective_policy(of, site=site or CommentSettings(), at=DAY + after)


def test_new_commenters_are_moderated_by_default() -> None:
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
def test_a_thread_overrides_the_site(
    policy: Thread.CommentPolicy, site: Thread.CommentPolicy
) -> None:
    assert terms(thread(policy=policy), CommentSettings(policy=site)).policy == policy


@pytest.mark.parametrize(("own", "minutes"), [(None, 10), (0, 0), (5, 5)])
def test_a_thread_overrides_slow_mode(own: int | None, minutes: int) -> None:
    found = terms(thread(slow_minutes=own), CommentSettings(slow_minutes=10))
    assert found.slow_minutes == minutes


class TestAge:
    """Another policy applies after some days, exact to the second."""

    site = CommentSettings(days_open=14, late_policy=CommentPolicy.CLOSED)
    end = dt.timedelta(days=14)

    def test_it_is_announced_until_then(self) -> None:
        found = terms(thread(), self.site, after=self.end - dt.timedelta(seconds=1))
        assert (found.policy, found.upcoming_policy, found.policy_changes_at) == (
            CommentPolicy.NEW_MODERATED,
            CommentPolicy.CLOSED,
            DAY + self.end,
        )

    def test_it_applies_from_then_on(self) -> None:
        found = terms(thread(), self.site, after=self.end)
        assert (found.policy, found.cause, found.upcoming_policy) == (
            CommentPolicy.CLOSED,
            Cause.AGE,
            None,
        )
        assert not found.offers_form

    def test_late_comments_are_held(self) -> None:
        found = terms(thread(), self.site, after=self.end)
        assert found.holds_all
        assert not found.rejects_all

    def test_a_thread_closed_by_a_person_rejects(self) -> None:
        found = terms(thread(policy=CommentPolicy.CLOSED), self.site, after=self.end)
        assert found.rejects_all
        assert not found.holds_all

    def test_a_thread_can_stay_open_forever(self) -> None:
        found = terms(thread(days_open=0), self.site, after=self.end * 100)
        assert (found.policy, found.policy_changes_at) == (CommentPolicy.NEW_MODERATED, None)

    def test_a_thread_can_be_moderated_instead_of_closed(self) -> None:
        found = terms(thread(days_open=1, late_policy="all_moderated"), self.site, after=self.end)
        assert (found.policy, found.cause) == (CommentPolicy.ALL_MODERATED, Cause.AGE)

    def test_a_change_without_effect_is_not_announced(self) -> None:
        assert terms(thread(policy=CommentPolicy.CLOSED), self.site).upcoming_policy is None


class TestCoolDown:
    """A cool-down starts when it is set and ends by the clock."""

    def test_all_comments_are_held(self) -> None:
        found = terms(thread(policy=CommentPolicy.OPEN, cooldown_until=DAY + 2 * HOUR))
        assert (found.policy, found.cause) == (CommentPolicy.ALL_MODERATED, Cause.COOLDOWN)
        assert found.cooldown_until == DAY + 2 * HOUR

    def test_it_ends_exactly_on_time(self) -> None:
        found = terms(thread(policy=CommentPolicy.OPEN, cooldown_until=DAY + HOUR))
        assert (found.policy, found.cause, found.cooldown_until) == (
            CommentPolicy.OPEN,
            Cause.SET,
            None,
        )

    def test_it_opens_no_closed_thread(self) -> None:
        found = terms(thread(policy=CommentPolicy.CLOSED, cooldown_until=DAY + 2 * HOUR))
        assert found.rejects_all


threads = st.builds(
    thread,
    policy=st.sampled_from(Thread.CommentPolicy),
    slow_minutes=st.none() | st.integers(0, 100),
    days_open=st.none() | st.integers(0, 30),
    late_policy=st.sampled_from(["", "all_moderated", "closed"]),
    cooldown_until=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
)
sites = st.builds(
    CommentSettings,
    policy=st.sampled_from(ORDER),
    days_open=st.integers(0, 30),
    late_policy=st.sampled_from(["all_moderated", "closed"]),
)
ages = st.timedeltas(dt.timedelta(0), dt.timedelta(days=60))


@given(threads, sites, ages)
def test_age_and_cooldowns_only_make_a_policy_stricter(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    chosen = CommentPolicy(site.policy if of.policy == CommentPolicy.SITE else of.policy)
    found = terms(of, site, after=age)
    assert ORDER.index(found.policy) >= ORDER.index(chosen)
    assert (found.cause == Cause.SET) == (found.policy == chosen)


@given(threads, sites, ages)
def test_an_announced_policy_comes_into_effect(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    found = terms(of, site, after=age)
    if found.upcoming_policy:
        assert found.policy_changes_at is not None
        then = get_effective_policy(of, site=site, at=found.policy_changes_at)
        assert ORDER.index(then.policy) >= ORDER.index(found.upcoming_policy)


@given(threads, sites, ages)
def test_only_a_person_can_make_a_thread_reject_comments(
    of: Thread, site: CommentSettings, age: dt.timedelta
) -> None:
    found = terms(of, site, after=age)
    closed = CommentPolicy.CLOSED in {
        of.policy,
        site.policy if of.policy == CommentPolicy.SITE else of.policy,
    }
    assert found.rejects_all == closed
    assert not (found.rejects_all and found.holds_all)
