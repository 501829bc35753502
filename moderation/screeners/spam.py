"""What the site's own filter thinks of a comment, by all that moderators have decided."""

from comments.models import Commenter
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.filtering import judged, text_of
from moderation.models import ModerationSettings
from moderation.screeners.names import is_of_the_house


class SpamFilter(BaseScreener):
    """A comment that looks like what was marked as spam, more or less surely."""

    name = "spam-filter"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold what may be spam, and call spam what surely is; say which words spoke for it."""
        if is_of_the_house(submission.commenter):
            return None
        settings = ModerationSettings.current()
        if not settings.spam_filter:
            return None
        judgement = judged(text_of(submission.text, submission.links))
        outcome = outcome_of(judgement.score, submission.commenter, settings)
        if outcome is None:
            return None
        length = len(submission.text)
        return self.verdict(
            outcome,
            ReasonCode.SPAM_FILTER,
            score=round(judgement.score, 3),
            words=[list(word) for word in judgement.words],
            # What stands behind the text are links that don't stand in it.
            marks=[[start, min(end, length)] for start, end in judgement.marks if start < length],
        )


def outcome_of(score: float, commenter: Commenter, settings: ModerationSettings) -> Outcome | None:
    """Return what becomes of a comment of which the filter is so sure, or nothing.

    A regular who was let in by a person is not thrown out by a machine: what surely looks like
    spam is held, and nothing less.
    """
    if score * 100 >= settings.spam_filter_spam:
        regular = commenter.trust == Commenter.Trust.REGULAR
        return Outcome.HOLD if regular else Outcome.SPAM
    if score * 100 >= settings.spam_filter_hold and commenter.trust != Commenter.Trust.REGULAR:
        return Outcome.HOLD
    return None
