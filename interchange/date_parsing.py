"""Parse the date formats used by blogs, most of which lack a time zone."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

# Older than any blog. Earlier dates (0000-00-00, the epoch) are errors.
EARLIEST_YEAR = 1990
# Articles can be scheduled, but not for many years ahead.
_MAX_AHEAD = dt.timedelta(days=5 * 366)
# Movable Type adds 1900 to any two-digit year, which is wrong after 1999.
_TWO_DIGITS_BEFORE_2000 = 69

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_HALF = r"(?:\s*(?P<half>[ap])\.?m\.?)?"
_ZONE = r"(?:\s*(?P<zone>utc|gmt|z|[+-]\d{2}:?\d{2}))?"
_PATTERNS = tuple(
    re.compile(day + rf"(?:(?:,?\s+(?:at\s+)?|t){_CLOCK}{_HALF}{_ZONE})?$", re.IGNORECASE)
    for day in (
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
        r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
    )
)


def parse_date(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """Return the time in UTC, or None if ``text`` is not a date.

    Supports ``M/D/YYYY H:M:S AM`` and its variants, ISO 8601, and the date formats on TypePad pages
    (``Dec 14 2016 15:07 utc``, ``August 08, 2008 at 01:40 PM``). Times without AM or PM are read as
    24-hour times, dates without a time mean midnight, and ``zone`` applies if the text names no
    time zone.
    """
    text = " ".join(text.split())
    for pattern in _PATTERNS:
        if found := pattern.match(text):
            return _build_datetime(found.groupdict(), zone)
    return None


def is_plausible(moment: dt.datetime, now: dt.datetime) -> bool:
    """Check whether the date is plausible for an article or a comment."""
    return moment.year >= EARLIEST_YEAR and moment <= now + _MAX_AHEAD


def _build_datetime(parts: dict[str, str | None], zone: ZoneInfo) -> dt.datetime | None:
    try:
        local = dt.datetime(
            _year(parts["year"] or ""),
            _month(parts["month"] or ""),
            int(parts["day"] or 0),
            _hour(int(parts["hour"] or 0), (parts["half"] or "").lower()),
            int(parts["minute"] or 0),
            int(parts["second"] or 0),
            tzinfo=_zone(parts["zone"], zone),
        )
        return local.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= _TWO_DIGITS_BEFORE_2000 else 2000)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def _hour(hour: int, half: str) -> int:
    """Return the hour from 0 to 23. Hours above 12 are accepted even with AM or PM."""
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _zone(text: str | None, default: ZoneInfo) -> dt.tzinfo:
    if text is None:
        return default
    if text[0] not in "+-":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if text[0] == "-" else offset)
