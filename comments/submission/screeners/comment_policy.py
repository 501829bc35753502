"""Screeners that enforce a thread's comment policy."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import ngettext

from comments.models import Comment
from comments.policies import can_moderate_thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screeners.retry_time import format_retry_time
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from comments.threads.comment_policy import Cause


class ThreadClosed(BaseScreener):
    """Rejects new comments in a thread that is set to closed. Edits are still possible.

    In a thread that is closed because of the article's age, comments are held instead
    (``ThreadModerated``).
    """

    name = "thread-closed"

    def screen(self, submission: Submission) -> Verdict | None:
        if not submission.policy.rejects_all or submission.editing:
            return None
        return self.verdict(Outcome.REJECT, ReasonCode.THREAD_CLOSED, is_stored=False)


class SlowMode(BaseScreener):
    """Limits each commenter to one comment per interval while a thread is in slow mode."""

    name = "slow-mode"
    is_rate_limit = True

    def screen(self, submission: Submission) -> Verdict | None:
        """Reject a comment that comes too soon, and say when the next one will be accepted."""
        minutes = submission.policy.slow_minutes
        if not minutes or submission.editing:
            return None
        interval = dt.timedelta(minutes=minutes)
        last = _get_last_time(submission, timezone.now() - interval)
        if last is None:
            return None
        message = _format_message(minutes, last + interval)
        return self.verdict(Outcome.REJECT, ReasonCode.SLOW_MODE, message=message, is_stored=False)


class ThreadModerated(BaseScreener):
    """Holds all comments if a setting, the article's age, or a cool-down requires it."""

    name = "thread-moderated"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment unless its author moderates the thread."""
        policy = submission.policy
        if not policy.holds_all or can_moderate_thread(
            submission.facts.visitor.user, submission.thread
        ):
            return None
        return self.verdict(Outcome.HOLD, _REASONS[policy.cause], policy=policy.policy.value)


_REASONS = {
    Cause.SET: ReasonCode.ALL_MODERATED,
    Cause.AGE: ReasonCode.OLD_ARTICLE,
    Cause.COOLDOWN: ReasonCode.COOLDOWN,
}


def _get_last_time(submission: Submission, since: dt.datetime) -> dt.datetime | None:
    """Return when the commenter last posted in the thread after ``since``, under any name."""
    comments = Comment.objects.by_commenter(submission.commenter).filter(
        thread=submission.thread, submitted_at__gt=since
    )
    # Rejected comments don't count.
    comments = comments.exclude(status=Comment.Status.REJECTED)
    return comments.newest_first().values_list("submitted_at", flat=True).first()


def _format_message(minutes: int, retry_at: dt.datetime) -> str:
    message = ngettext(
        "This discussion is in slow mode: one comment per minute. You can post yours after"
        " %(time)s.",
        "This discussion is in slow mode: one comment every %(count)s minutes. You can post yours"
        " after %(time)s.",
        minutes,
    )
    return message % {"count": minutes, "time": format_retry_time(retry_at)}
