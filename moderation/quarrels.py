"""How heated a thread is, by what readers report in it and what moderators remove from it.

A quarrel takes two: one comment that many report is held by their reports, and one commenter whose
comments are all removed is kept away by a ban. Neither is a reason to make everybody wait.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from comments.models import Comment, Thread
from moderation.models import Decision, Report
from moderation.reports.weights import count_independent


@dataclass(frozen=True, slots=True)
class Heat:
    """What happened in a thread lately: how many readers reported, how many comments went."""

    reporters: int
    removals: int

    @property
    def is_too_much(self) -> bool:
        """Whether it is time to cool down; a limit of 0 is never reached."""
        by_reports: int = settings.COMMENT_COOL_DOWN_REPORTS
        by_removals: int = settings.COMMENT_COOL_DOWN_REMOVALS
        return bool(
            (by_reports and self.reporters >= by_reports)
            or (by_removals and self.removals >= by_removals)
        )


def heat_of(thread: Thread) -> Heat:
    """Return how heated a thread is, since a person last set its mode. Three queries."""
    since = timezone.now() - dt.timedelta(minutes=settings.COMMENT_COOL_DOWN_WITHIN)
    changed = (
        Decision.objects.filter(
            thread=thread, action=Decision.Action.CHANGE_MODE, decided_at__gt=since
        )
        .order_by("-decided_at")
        .values_list("decided_at", flat=True)
        .first()
    )
    since = changed or since
    return Heat(_reporters(thread, since), _removals(thread, since))


def _reporters(thread: Thread, since: dt.datetime) -> int:
    """Count the independent readers that complain; none where all complain of one comment."""
    reports = list(Report.objects.filter(comment__thread=thread, created_at__gt=since))
    return count_independent(reports) if len({one.comment_id for one in reports}) > 1 else 0


def _removals(thread: Thread, since: dt.datetime) -> int:
    """Count the comments that were removed; none where all are of one commenter."""
    removed = Decision.objects.filter(
        action=Decision.Action.REMOVE,
        decided_at__gt=since,
        comment__thread=thread,
        comment__status=Comment.Status.REMOVED,
    )
    commenters = list(removed.values_list("commenter", flat=True))
    return len(commenters) if len(set(commenters)) > 1 else 0
