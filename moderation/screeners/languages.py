"""Comments in another language than the talk: so spam reaches pages that nobody watches."""

from comments.models import Comment
from comments.reasons import Reason
from comments.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.languages import SHORTEST, language_of, language_of_article
from moderation.models import ModerationSettings
from moderation.screeners.names import is_of_the_house

# How many of the thread's latest comments are looked at, and how many of them make a language
# one of the conversation.
_LATEST = 20
_ENOUGH = 2


class OtherLanguage(BaseScreener):
    """A long enough comment, surely in a language that neither the article nor the thread has."""

    name = "other-language"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold a comment in a language that is new to the conversation."""
        if len(submission.text) < SHORTEST or is_of_the_house(submission.commenter):
            return None
        if not ModerationSettings.current().hold_other_languages:
            return None
        expected = language_of_article(submission.thread.article)
        language = language_of(submission.text) if expected else ""
        if language in {"", expected} or self._is_spoken(submission, language):
            return None
        return self.verdict(Outcome.HOLD, Reason.LANGUAGE, language=language, expected=expected)

    def _is_spoken(self, submission: Submission, language: str) -> bool:
        latest = Comment.objects.filter(thread=submission.thread).published().newest_first()
        texts = latest.values_list("text", flat=True)[:_LATEST]
        return sum(language_of(text) == language for text in texts) >= _ENOUGH
