"""Times of day in what readers are told."""

import datetime as dt

from django.utils import timezone


def clock(moment: dt.datetime) -> str:
    """Return a time of day as readers are told it: rounded up, so that it is never too early."""
    return f"{timezone.localtime(moment + dt.timedelta(seconds=59)):%H:%M %Z}"
