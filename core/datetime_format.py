"""Times in a reader's language, when a page has many of them."""

import datetime as dt
from collections.abc import Callable

from django.utils.dateformat import format as format_date
from django.utils.formats import get_format

_CLOCK = "H:i"


def get_datetime_formatter() -> Callable[[dt.datetime], str]:
    """Return what writes times as ``date_format(at, "DATETIME_FORMAT")`` does, in this language.

    Django takes the format apart for each time; here it is done once for each day, which is most
    of the work. The formats of the site's languages (``config.formats``) have hours and minutes
    in one place and no other word that changes within a day.
    """
    before, after = get_format("DATETIME_FORMAT").split(_CLOCK)
    days: dict[dt.date, tuple[str, str]] = {}

    def write(at: dt.datetime) -> str:
        day = at.date()
        if day not in days:
            days[day] = format_date(at, before), format_date(at, after)
        head, tail = days[day]
        return f"{head}{at.hour:02}:{at.minute:02}{tail}"

    return write
