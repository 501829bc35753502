import datetime as dt

import pytest

from core.durations import format_duration


@pytest.mark.parametrize(
    ("duration", "units", "words"),
    [
        (dt.timedelta(), 2, "less than a minute"),
        (dt.timedelta(seconds=59), 2, "less than a minute"),
        (dt.timedelta(seconds=60), 2, "1 minute"),
        (dt.timedelta(hours=2, minutes=5), 2, "2 hours, 5 minutes"),
        (dt.timedelta(hours=2, minutes=5), 1, "2 hours"),
    ],
)
def test_durations_are_written_in_their_largest_units(
    duration: dt.timedelta, units: int, words: str
) -> None:
    assert format_duration(duration, units=units).replace("\xa0", " ") == words
