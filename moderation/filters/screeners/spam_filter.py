"""Screener that uses the site's own spam filter."""

from comments.models import Commenter
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.filters.screeners.impersonation import is_by_staff
from moderation.models import ModerationSettings
from spamfilter.model_cache import build_filter_text, classify_text


class SpamFilter(BaseScreener):
    """Holds comments that resemble known spam, or marks them as spam."""

    name = "spam-filter"

    def screen(self, submission: Submission) -> Verdict | None:
        """Score the comment and compare it with the thresholds in the settings."""
        if is_by_staff(submission):
            return None
        settings = ModerationSettings.current()
        if not settings.spam_filter:
            return None
        explanation = classify_text(_build_text(submission))
        outcome = get_outcome(explanation.score, submission.trust, settings)
        if outcome is None:
            return None
        length = len(submission.text)
        return self.verdict(
            outcome,
            ReasonCode.SPAM_FILTER,
            score=round(explanation.score, 3),
            words=[list(word) for word in explanation.words],
            # Spans beyond the end of the text are in the appended URLs.
            marks=[[start, min(end, length)] for start, end in explanation.spans if start < length],
        )


def _build_text(submission: Submission) -> str:
    name = submission.commenter.name
    return build_filter_text(submission.text, submission.links, author_name=name)


def get_outcome(score: float, trust: str, settings: ModerationSettings) -> Outcome | None:
    """Return the outcome for a score from 0 to 1, or None if the comment passes.

    Comments by trusted commenters are never marked as spam, because moderators have approved their
    earlier comments. They are only held, and only at or above the higher threshold.
    """
    if score * 100 >= settings.spam_filter_spam:
        regular = trust == Commenter.Trust.TRUSTED
        return Outcome.HOLD if regular else Outcome.SPAM
    if score * 100 >= settings.spam_filter_hold and trust != Commenter.Trust.TRUSTED:
        return Outcome.HOLD
    return None
