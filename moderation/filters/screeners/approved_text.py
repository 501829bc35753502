"""Screener for edits of comments that a moderator has reviewed."""

from comments.models import Comment, CommentRevision
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.text_change import count_changed_words, is_substantial
from moderation.filters.screeners.impersonation import is_by_staff
from moderation.models import Decision

Action = Decision.Action

# Decisions for which a moderator has read the text and found it acceptable.
_REVIEWS = frozenset(
    {Action.APPROVE, Action.RESTORE, Action.KEEP, Action.APPROVE_EDIT, Action.EDIT}
)


class ApprovedText(BaseScreener):
    """Holds edits that substantially change a comment that a moderator has approved.

    ``core.text_change.is_substantial`` defines the measure. All edits since the approval count
    together.
    """

    name = "approved-text"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the edit if its text isn't the one that was approved. At most two queries."""
        comment = submission.editing
        if comment is None or not comment.is_readable or is_by_staff(submission):
            return None
        approved = _get_approved_text(comment)
        if approved is None or not is_substantial(approved, submission.body):
            return None
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.EDITED,
            changed=count_changed_words(approved, submission.body),
        )


def _get_approved_text(comment: Comment) -> str | None:
    """Return the text that a moderator has approved, or None if no moderator has."""
    reviews = comment.decisions.filter(action__in=_REVIEWS, actor__isnull=False, undone_by=None)
    review = reviews.order_by("-pk").first()
    if review is None:
        return None
    replaced = comment.revisions.filter(
        state=CommentRevision.State.PREVIOUS, made_at__gt=review.decided_at
    )
    first = replaced.oldest_first().first()
    return first.source if first else comment.source
