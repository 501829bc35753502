"""Screeners that depend on the commenter's trust level.

Authors must not see whether a commenter with the same name and address is trusted, so the reason is
the same for newcomers and for unknown browsers. Moderators see the difference.
"""

from comments.models import Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.decisions.approvals import count_approvals


class PremoderatedCommenters(BaseScreener):
    """Holds all comments by pre-moderated commenters."""

    name = "premoderated"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment if the commenter is pre-moderated."""
        if submission.trust != Commenter.Trust.PREMODERATED:
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.PREMODERATED)


class Newcomers(BaseScreener):
    """Holds comments by new commenters in threads that pre-moderate them."""

    name = "new-commenter"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment until the commenter has enough approved comments."""
        commenter, terms = submission.commenter, submission.policy
        if (
            terms.policy != Thread.CommentPolicy.NEW_MODERATED
            or submission.trust != Commenter.Trust.NEWCOMER
        ):
            return None
        approved = count_approvals(commenter, at_most=terms.approvals)
        if submission.is_recognized and approved >= terms.approvals:
            return None
        is_regular = commenter.trust == Commenter.Trust.TRUSTED or approved > 0
        return self.verdict(
            Outcome.HOLD,
            ReasonCode.NEWCOMER,
            approved=approved,
            unknown_browser=is_regular and not submission.is_recognized,
        )
