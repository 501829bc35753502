"""Date formats of each language."""

import datetime as dt

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

AT = dt.datetime(2016, 12, 14, 15, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "byline", "day"),
    [
        ("en", "Dec 14 2016 15:07 UTC", "December 14, 2016"),
        ("de", "14. Dez. 2016 15:07 UTC", "14. Dezember 2016"),
        ("ar", "14 ديسمبر 2016 15:07 UTC", "14 ديسمبر 2016"),
    ],
)
def test_a_time_and_a_day(language: str, byline: str, day: str) -> None:
    with override(language):
        assert date_format(AT, "DATETIME_FORMAT") == byline
        assert date_format(AT, "DATE_FORMAT") == day
