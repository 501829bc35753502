import datetime as dt

from django.utils import timezone


def format_retry_time(moment: dt.datetime) -> str:
    """Format the time of day after which a retry will work, rounded up to the minute."""
    return f"{timezone.localtime(moment + dt.timedelta(seconds=59)):%H:%M %Z}"
