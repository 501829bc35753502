"""Spans of time in words."""

import datetime as dt

import pytest

from core.durations import format_duration


@pytest.mark.parametrize(
    ("span", "units", "words"),
    [
        (dt.timedelta(), 2, "under a minute"),
        (dt.timedelta(seconds=59), 2, "under a minute"),
        (dt.timedelta(seconds=60), 2, "1 minute"),
        (dt.timedelta(hours=2, minutes=5), 2, "2 hours, 5 minutes"),
        (dt.timedelta(hours=2, minutes=5), 1, "2 hours"),
    ],
)
def test_a_span_is_said_in_its_largest_units(span: dt.timedelta, units: int, words: str) -> None:
    assert format_duration(span, units=units).replace("\xa0", " ") == words
