"""Times on a page of many are written as Django writes one."""

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
def test_each_language_has_its_own_way(language: str, times: list[dt.datetime]) -> None:
    with translation.override(language):
        write = get_datetime_formatter()
        assert [write(at) for at in times] == [date_format(at, "DATETIME_FORMAT") for at in times]


def test_two_times_of_a_day_differ_in_the_clock_alone() -> None:
    write = get_datetime_formatter()
    assert write(dt.datetime(2016, 12, 14, 15, 7, tzinfo=dt.UTC)) == "Dec 14 2016 15:07 utc"
    assert write(dt.datetime(2016, 12, 14, 0, 0, tzinfo=dt.UTC)) == "Dec 14 2016 00:00 utc"
