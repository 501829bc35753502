"""Limit how often recommendations invalidate cached pages.

A cached page is valid until its thread changes. In a busy thread, recommendations arrive every
minute, and rendering the page again after each one would defeat the cache. Time is therefore
divided into slices, and a page's cache key changes at most once per slice: recommendations made
during a slice appear on pages when it ends. The counts in a comment's menu are always current.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from comments.models import Thread

# The longest time that a count on a page can be out of date.
SLICE_SECONDS = 30


def are_recommendations_enabled() -> bool:
    enabled: bool = settings.COMMENT_RECOMMENDATIONS
    return enabled


def get_slice(thread: Thread, now: dt.datetime | None = None) -> int | None:
    """Return the number of the current slice, which is part of each page's cache key.

    The number stops increasing one slice after the last recommendation. Returns None if there are
    no recommendations or the feature is off.
    """
    if thread.recommended_at is None or not are_recommendations_enabled():
        return None
    return min(
        _get_slice_number(thread.recommended_at) + 1, _get_slice_number(now or timezone.now())
    )


def _get_slice_number(at: dt.datetime) -> int:
    return int(at.timestamp()) // SLICE_SECONDS
