"""Start a cool-down when a thread gets many reports or removals."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from comments.models import Thread
from comments.threads.comment_policy import get_effective_policy
from comments.threads.services.threads import lock_thread
from moderation.cooldown.activity import get_recent_activity
from moderation.cooldown.services import start_cooldown
from moderation.cooldown.tasks import end_cooldown
from moderation.models import Decision, Report


def check_cooldown(*, decision: Decision) -> Decision | None:
    """Start a cool-down if a comment removal calls for one; ignore other decisions."""
    if decision.action != Decision.Action.REMOVE or decision.comment is None:
        return None
    return start_cooldown_if_needed(thread=decision.comment.thread)


def check_cooldown_after_report(*, report: Report) -> Decision | None:
    """Start a cool-down if a new report calls for one."""
    return start_cooldown_if_needed(thread=report.comment.thread)


def start_cooldown_if_needed(*, thread: Thread) -> Decision | None:
    """Temporarily hold all new comments in a thread if its recent activity has spiked.

    Returns the logged decision, or None if there is no spike or the thread already holds or
    refuses all comments. Must run in the transaction that stores the report or removal.
    """
    activity = get_recent_activity(thread)
    if not activity.is_spike:
        return None
    # Concurrent reports wait here; the second one finds the cool-down already started.
    thread = lock_thread(thread.pk)
    policy = get_effective_policy(thread)
    if policy.holds_all or policy.rejects_all:
        return None
    until = timezone.now() + dt.timedelta(minutes=settings.COMMENT_COOL_DOWN_MINUTES)
    transaction.on_commit(partial(_schedule_end, thread.pk, until))
    return start_cooldown(thread=thread, activity=activity, until=until)


def _schedule_end(thread_id: int, until: dt.datetime) -> None:
    """Enqueue the task that logs the end of the cool-down.

    The cool-down itself expires without a task. If the task backend can't defer tasks, the end is
    logged when the next comment arrives.
    """
    if end_cooldown.get_backend().supports_defer:
        end_cooldown.using(run_after=until).enqueue(thread_id)
