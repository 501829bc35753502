import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interchange.date_parsing import is_plausible, parse_date
from tests.interchange.read_helpers import NOW

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/25/2025 10:21:46 PM", "2025-03-25T22:21:46"),
        ("03/25/2025 12:00:00 AM", "2025-03-25T00:00:00"),
        ("03/25/2025 12:00:00 PM", "2025-03-25T12:00:00"),
        ("1/5/2019 3:30:00", "2019-01-05T03:30:00"),
        ("01/30/2019 23:30:00", "2019-01-30T23:30:00"),
        ("01/30/2019 23:30:00 PM", "2019-01-30T23:30:00"),
        ("01/30/99 03:30:00", "1999-01-30T03:30:00"),
        ("01/30/05 03:30:00", "2005-01-30T03:30:00"),
        ("2019-01-30T03:30:00Z", "2019-01-30T03:30:00"),
        ("2019-01-30 03:30:00.250+01:00", "2019-01-30T02:30:00"),
        ("2019-01-30", "2019-01-30T00:00:00"),
        ("December 12, 2016", "2016-12-12T00:00:00"),
        ("Dec 14 2016 15:07 utc", "2016-12-14T15:07:00"),
        ("Dec 14, 2016 5:09:27 AM", "2016-12-14T05:09:27"),
        ("August 08, 2008 at 01:40 PM", "2008-08-08T13:40:00"),
        ("14 March 2009 17:05", "2009-03-14T17:05:00"),
    ],
)
def test_supported_formats(text: str, expected: str) -> None:
    moment = parse_date(text, UTC)

    assert moment == dt.datetime.fromisoformat(expected).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text", ["", "soon", "13/45/2005 00:00:00", "00/00/0000 00:00:00", "Foo 12, 2016", "2019-02-30",
             "0000-00-00 00:00:00", "01/01/2012 25:00:00", "12:30"]
)  # fmt: skip
def test_other_text_is_no_date(text: str) -> None:
    assert parse_date(text, UTC) is None


def test_the_default_time_zone_applies() -> None:
    moment = parse_date("07/01/2012 10:00:00 PM", ZoneInfo("Europe/Berlin"))

    assert moment == dt.datetime(2012, 7, 1, 20, tzinfo=dt.UTC)


def test_a_time_zone_in_the_text_wins() -> None:
    moment = parse_date("Dec 14 2016 15:07 utc", ZoneInfo("Europe/Berlin"))

    assert moment == dt.datetime(2016, 12, 14, 15, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("year", "expected"), [(1970, False), (1996, True), (2025, True), (3020, False)]
)
def test_plausible_years(year: int, expected: bool) -> None:
    assert is_plausible(dt.datetime(year, 1, 1, tzinfo=dt.UTC), NOW) is expected


@given(st.text(max_size=40))
def test_any_text_is_accepted(text: str) -> None:
    parse_date(text, UTC)


@given(st.integers(-2_000_000_000, 4_000_000_000))
def test_movable_types_format_round_trips(seconds: int) -> None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)

    assert parse_date(moment.strftime("%m/%d/%Y %I:%M:%S %p"), UTC) == moment
