"""Spans of time in words."""

import datetime as dt

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

_MINUTE = dt.timedelta(minutes=1)
_BEGIN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def format_duration(span: dt.timedelta, *, units: int = 2) -> str:
    """Write a span of time in its largest units, as "2 hours, 5 minutes"."""
    if span < _MINUTE:
        return _("under a minute")
    return timesince(_BEGIN, _BEGIN + span, depth=units)
