"""When recommendations reach the drawn pages.

A page of comments is kept until its thread changes. Recommendations come in by the minute, and a
page that is drawn anew for each of them is drawn for every reader. So time is cut into slices, and
a page is drawn anew at most once in each: what was recommended in a slice stands on the page when
the slice is over. The counts that the menu of a comment shows are always right.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from comments.models import Thread

# Seconds; nobody without scripts waits longer for a count.
SLICE = 30


def recommendations_on() -> bool:
    """Whether readers recommend comments on this site."""
    on: bool = settings.COMMENT_RECOMMENDATIONS
    return on


def stamp(thread: Thread, now: dt.datetime | None = None) -> int | None:
    """Return what belongs into the key of a kept page beside the thread's version.

    It changes for the last time in the slice after the last recommendation; ``None`` where nothing
    was ever recommended, or nothing can be.
    """
    if thread.recommended_at is None or not recommendations_on():
        return None
    return min(_slice(thread.recommended_at) + 1, _slice(now or timezone.now()))


def _slice(at: dt.datetime) -> int:
    return int(at.timestamp()) // SLICE
