import datetime as dt

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

_MINUTE = dt.timedelta(minutes=1)
_START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def format_duration(duration: dt.timedelta, *, units: int = 2) -> str:
    """Return a duration in words, such as "2 hours, 5 minutes", using at most ``units`` units."""
    if duration < _MINUTE:
        return _("less than a minute")
    return timesince(_START, _START + duration, depth=units)
