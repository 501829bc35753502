"""Retry tasks that call Akismet."""

import datetime as dt

from django.tasks import Task
from django.utils import timezone

# Covers brief network failures first, and then a typical outage.
_DELAYS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600)]


def get_retry[**P](task: Task[P, None], attempt: int) -> Task[P, None] | None:
    """Return the deferred task to enqueue after failed attempt number ``attempt`` (starting at 0).

    Returns None after the last attempt, or if the task backend can't defer tasks.
    """
    if attempt >= len(_DELAYS) or not task.get_backend().supports_defer:
        return None
    return task.using(run_after=timezone.now() + _DELAYS[attempt])
