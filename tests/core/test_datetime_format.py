"""The fast formatter and Django write the same."""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from core.datetime_format import get_datetime_formatter


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@given(times=st.lists(st.datetimes(timezones=st.just(dt.UTC)), min_size=1, max_size=5))
def test_times_are_written_as_by_django_in_all_languages(
    language: str, times: list[dt.datetime]
) -> None:
    with translation.override(language):
        format_datetime = get_datetime_formatter()
        assert [format_datetime(at) for at in times] == [
            date_format(at, "DATETIME_FORMAT") for at in times
        ]


def test_times_of_the_same_day_have_their_own_clock() -> None:
    format_datetime = get_datetime_formatter()
    assert (
        format_datetime(dt.datetime(2016, 12, 14, 15, 7, tzinfo=dt.UTC)) == "Dec 14 2016 15:07 UTC"
    )
    assert (
        format_datetime(dt.datetime(2016, 12, 14, 0, 0, tzinfo=dt.UTC)) == "Dec 14 2016 00:00 UTC"
    )
