"""Limit how often recommendations invalidate cached pages.

A cached page is valid until its thread changes. Recommendations arrive every minute, and rendering
the page after each of them would defeat the cache. So time is divided into slices, and the key of
a page changes at most once per slice: the recommendations of a slice appear on pages when it ends.
The counts in a comment's menu are always current.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from comments.models import Thread

# The longest delay of a count on a page.
SLICE_SECONDS = 30


def are_recommendations_enabled() -> bool:
    enabled: bool = settings.COMMENT_RECOMMENDATIONS
    return enabled


def get_slice(thread: Thread, now: dt.datetime | None = None) -> int | None:
    """Return the slice of the recommendations that pages show now, as part of their cache keys.

    It stops changing after the slice that follows the last recommendation. None if there never
    was one, or if the feature is off.
    """
    if thread.recommended_at is None or not are_recommendations_enabled():
        return None
    return min(
        _get_slice_number(thread.recommended_at) + 1, _get_slice_number(now or timezone.now())
    )


def _get_slice_number(at: dt.datetime) -> int:
    return int(at.timestamp()) // SLICE_SECONDS
