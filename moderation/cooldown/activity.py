"""Recent reports and removals in a thread, which decide whether it needs a cool-down.

Both count only if they concern more than one comment or commenter: a single comment with many
reports is held anyway, and a single commenter whose comments are removed can be banned. Neither is
a reason to hold everyone's comments.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from comments.models import Comment, Thread
from moderation.models import Decision, Report
from moderation.reports.weights import count_independent


@dataclass(frozen=True, slots=True)
class RecentActivity:
    """The number of independent reporters and of removed comments in a thread."""

    reporters: int
    removals: int

    @property
    def is_spike(self) -> bool:
        """Check whether a limit is reached. A limit of 0 is off."""
        max_reporters: int = settings.COMMENT_COOL_DOWN_REPORTS
        max_removals: int = settings.COMMENT_COOL_DOWN_REMOVALS
        return bool(
            (max_reporters and self.reporters >= max_reporters)
            or (max_removals and self.removals >= max_removals)
        )


def get_recent_activity(thread: Thread) -> RecentActivity:
    """Return the activity within ``COMMENT_COOL_DOWN_WITHIN`` minutes. Three queries.

    A change of the comment policy restarts the count.
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
    """Count the independent reporters; 0 if all reports concern one comment."""
    reports = list(Report.objects.filter(comment__thread=thread, created_at__gt=since))
    return count_independent(reports) if len({report.comment_id for report in reports}) > 1 else 0


def _count_removals(thread: Thread, since: dt.datetime) -> int:
    """Count the removed comments; 0 if all are by one commenter."""
    removed = Decision.objects.filter(
        action=Decision.Action.REMOVE,
        decided_at__gt=since,
        comment__thread=thread,
        comment__status=Comment.Status.REMOVED,
    )
    commenters = list(removed.values_list("commenter", flat=True))
    return len(commenters) if len(set(commenters)) > 1 else 0
