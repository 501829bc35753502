import datetime as dt

from core.datetime_format import format_clock


def format_retry_time(moment: dt.datetime) -> str:
    """Format the time of day after which a retry will work, rounded up to the minute."""
    return format_clock(moment + dt.timedelta(seconds=59))
