import datetime as dt
from collections.abc import Callable

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format

_CLOCK = "H:i"


def format_utc(at: dt.datetime) -> str:
    """Return a time for software, such as a feed or a ``datetime`` attribute: ISO 8601 in UTC."""
    return at.astimezone(dt.UTC).isoformat()


def format_clock(at: dt.datetime) -> str:
    """Return the time of day in the active time zone, with the abbreviation of the zone."""
    return format_date(timezone.localtime(at), f"{_CLOCK} T")


def get_day_start(day: dt.date) -> dt.datetime:
    """Return the beginning of a day in the active time zone."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=timezone.get_current_timezone())


def get_day_end(day: dt.date) -> dt.datetime:
    """Return the last moment of a day in the active time zone.

    If the clocks go back at midnight, the day's last hour occurs twice; the second one counts.
    """
    last = dt.time.max.replace(fold=1)
    return dt.datetime.combine(day, last, tzinfo=timezone.get_current_timezone())


def get_datetime_formatter() -> Callable[[dt.datetime], str]:
    """Return a fast equivalent of the template filter ``date:"DATETIME_FORMAT"``.

    The function uses the language and time zone that are active now.

    Django parses the format string for each value. On pages with many timestamps, the returned
    function is faster because it formats the date part only once per day. The function relies on a
    property of our formats (``config.formats``): ``H:i`` occurs exactly once, and nothing else
    changes within a day except the UTC offset.
    """
    before, after = get_format("DATETIME_FORMAT").split(_CLOCK)
    zone = timezone.get_current_timezone()
    days: dict[tuple[dt.date, dt.timedelta | None], tuple[str, str]] = {}

    def format_datetime(at: dt.datetime) -> str:
        local = at.astimezone(zone)
        key = local.date(), local.utcoffset()
        if key not in days:
            days[key] = format_date(local, before), format_date(local, after)
        head, tail = days[key]
        return f"{head}{local.hour:02}:{local.minute:02}{tail}"

    return format_datetime
