"""On which terms the thread takes comments (``comments.threads.comment_policy``)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import ngettext

from comments.models import Comment
from comments.policies import decides_here
from comments.reasons import Reason
from comments.screeners.clock import clock
from comments.screening import BaseScreener, Outcome, Submission, Verdict
from comments.threads.comment_policy import Cause


class ThreadClosed(BaseScreener):
    """A closed thread takes nothing; the author gets the text back. Edits of old comments pass."""

    name = "thread-closed"

    def screen(self, submission: Submission) -> Verdict | None:
        """Refuse a new comment when a person has closed its thread."""
        if not submission.terms.rejects_all or submission.editing:
            return None
        return self.verdict(Outcome.REJECT, Reason.THREAD_CLOSED, kept=False)


class SlowMode(BaseScreener):
    """A thread in slow mode takes one comment of a commenter in so many minutes."""

    name = "slow-mode"
    counts = True

    def screen(self, submission: Submission) -> Verdict | None:
        """Refuse what comes too soon after the last one, and say when the time has come."""
        minutes = submission.terms.slow_minutes
        if not minutes or submission.editing:
            return None
        pause = dt.timedelta(minutes=minutes)
        last = _last_of_same(submission, timezone.now() - pause)
        if last is None:
            return None
        return self.verdict(
            Outcome.REJECT, Reason.SLOW_MODE, message=_wait(minutes, last + pause), kept=False
        )


class ThreadHeld(BaseScreener):
    """All is read first: because somebody set that, because of age, or of a quarrel."""

    name = "thread-held"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what comes; those who decide about the thread's comments need not wait for it."""
        terms = submission.terms
        if not terms.holds_all or decides_here(submission.facts.user, submission.thread):
            return None
        return self.verdict(Outcome.HOLD, _REASONS[terms.cause], policy=terms.policy.value)


_REASONS = {
    Cause.SET: Reason.THREAD_HELD,
    Cause.AGE: Reason.LATE,
    Cause.COOLDOWN: Reason.COOL_DOWN,
}


def _last_of_same(submission: Submission, since: dt.datetime) -> dt.datetime | None:
    """Return when this person last said something in the thread, under whichever of the names."""
    said = Comment.objects.by_commenter(submission.commenter).filter(
        thread=submission.thread, submitted_at__gt=since
    )
    # What was refused took nobody's turn.
    said = said.exclude(status=Comment.Status.REJECTED)
    return said.newest_first().values_list("submitted_at", flat=True).first()


def _wait(minutes: int, until: dt.datetime) -> str:
    words = ngettext(
        "This thread is in slow mode: one comment in a minute."
        " You can send yours from %(time)s on.",
        "This thread is in slow mode: one comment in %(count)s minutes."
        " You can send yours from %(time)s on.",
        minutes,
    )
    return words % {"count": minutes, "time": clock(until)}
