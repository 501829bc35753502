"""Rate limits, counted in a table that has a time."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.limits import HOUR, MINUTE, Limit

THREE_AN_HOUR = Limit(3, HOUR, "expire_date")

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock."""
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as coordinates:
        yield coordinates


def add_events(*minutes_ago: int) -> QuerySet[Session]:
    now = timezone.now()
    Session.objects.bulk_create(
        Session(session_key=f"s{n}", session_data="", expire_date=now - n * MINUTE)
        for n in minutes_ago
    )
    return Session.objects.all()


@pytest.mark.parametrize(
    ("minutes_ago", "reached"),
    [((), False), ((1, 2), False), ((1, 2, 59), True), ((1, 2, 60), False), ((1, 2, 3, 4), True)],
)
def test_is_reached_counts_events_within_the_period(
    minutes_ago: tuple[int, ...], reached: bool
) -> None:
    events = add_events(*minutes_ago)
    assert THREE_AN_HOUR.is_reached(events) is reached
    assert (THREE_AN_HOUR.get_next_allowed(events) is not None) is reached


def test_is_exceeded_allows_the_last_event() -> None:
    assert not THREE_AN_HOUR.is_exceeded(add_events(1, 2, 3))
    assert THREE_AN_HOUR.is_exceeded(add_events(4))


def test_next_allowed_is_when_the_oldest_counted_event_leaves_the_period(
    clock: time_machine.Traveller,
) -> None:
    events = add_events(5, 20, 30, 50)
    next_allowed = THREE_AN_HOUR.get_next_allowed(events)
    assert next_allowed == timezone.now() + 30 * MINUTE
    clock.shift(30 * MINUTE)
    assert THREE_AN_HOUR.get_next_allowed(events) is None
    assert not THREE_AN_HOUR.is_reached(events)


def test_limits_can_share_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    events = add_events(5, 10, 15)
    with django_assert_num_queries(1):
        times = list(THREE_AN_HOUR.get_recent(events).values_list("expire_date", flat=True)[:3])
    now = timezone.now()
    assert times == [now - 5 * MINUTE, now - 10 * MINUTE, now - 15 * MINUTE]
    assert THREE_AN_HOUR.compute_next_allowed(times) == now + 45 * MINUTE
    assert Limit(2, HOUR).compute_next_allowed(times) == now + 50 * MINUTE
    assert Limit(4, HOUR).compute_next_allowed(times) is None


def test_count_of_zero_is_no_limit(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    events, unlimited = add_events(1, 2, 3), Limit(0, HOUR, "expire_date")
    with django_assert_num_queries(0):
        assert not unlimited.is_reached(events)
        assert not unlimited.is_exceeded(events)
        assert unlimited.get_next_allowed(events) is None
        assert unlimited.compute_next_allowed([timezone.now()]) is None


def test_without_a_period_all_events_count() -> None:
    events, three = add_events(1, 1000, 100_000), Limit(3)
    assert three.is_reached(events)
    assert not three.is_exceeded(events)
    assert three.get_next_allowed(events) is None


def test_no_more_rows_are_read_than_the_limit_needs(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    events = add_events(*range(1, 20))
    with django_assert_num_queries(1) as captured:
        assert THREE_AN_HOUR.is_reached(events)
    assert "LIMIT 3" in captured[0]["sql"]


def test_a_period_may_be_any_duration() -> None:
    events = add_events(0, 1, 2)
    assert Limit(1, dt.timedelta(seconds=1), "expire_date").is_reached(events)
    assert not Limit(2, MINUTE, "expire_date").is_reached(events)
