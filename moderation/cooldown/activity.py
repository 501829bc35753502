"""Measure recent reports and removals in a thread to decide whether it needs a cool-down.

Reports count only if they concern more than one comment, and removals only if they affect more
than one commenter. A single heavily reported comment is held anyway, and a single commenter whose
comments keep getting removed can be banned. Neither is a reason to hold everyone's comments.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from comments.models import Comment, Thread
from moderation.models import Decision, Report
from moderation.reports.weights import get_independent


@dataclass(frozen=True, slots=True)
class RecentActivity:
    """The numbers of independent reporters and removed comments in a thread."""

    reporters: int
    removals: int

    @property
    def is_spike(self) -> bool:
        """Check whether the limit for reporters or removals is reached; 0 disables a limit."""
        max_reporters: int = settings.COMMENT_COOL_DOWN_REPORTS
        max_removals: int = settings.COMMENT_COOL_DOWN_REMOVALS
        return bool(
            (max_reporters and self.reporters >= max_reporters)
            or (max_removals and self.removals >= max_removals)
        )


def get_recent_activity(thread: Thread) -> RecentActivity:
    """Return the activity of the last ``COMMENT_COOL_DOWN_WITHIN`` minutes.

    Activity before the latest change of the comment policy doesn't count. Runs three queries.
    """
    since = timezone.now() - dt.timedelta(minutes=settings.COMMENT_COOL_DOWN_WITHIN)
    policy_changed_at = (
        Decision.objects.filter(
            thread=thread, action=Decision.Action.CHANGE_POLICY, decided_at__gt=since
        )
        .order_by("-decided_at")
        .values_list("decided_at", flat=True)
        .first()
    )
    since = policy_changed_at or since
    return RecentActivity(_count_reporters(thread, since), _count_removals(thread, since))


def _count_reporters(thread: Thread, since: dt.datetime) -> int:
    """Count independent reporters, or return 0 if all reports concern the same comment."""
    reports = list(Report.objects.filter(comment__thread=thread, created_at__gt=since))
    if len({report.comment_id for report in reports}) < 2:
        return 0
    return len(get_independent(reports))


def _count_removals(thread: Thread, since: dt.datetime) -> int:
    """Count removed comments, or return 0 if they are all by the same commenter."""
    removed = Decision.objects.filter(
        action=Decision.Action.REMOVE,
        decided_at__gt=since,
        comment__thread=thread,
        comment__status=Comment.Status.REMOVED,
    )
    commenters = list(removed.values_list("commenter", flat=True))
    return len(commenters) if len(set(commenters)) > 1 else 0
