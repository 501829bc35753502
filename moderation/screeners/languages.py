"""Comments in another language than the talk: so spam reaches pages that nobody watches."""

from collections.abc import Callable

from django.core.cache import cache

from blog.models import Article
from comments.models import Comment
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.language_detection import MIN_LETTERS, detect_language
from moderation.models import ModerationSettings
from moderation.screeners.names import is_of_the_house

# How many of the thread's latest comments are looked at, and how many of them make a language
# one of the conversation.
_LATEST = 20
ENOUGH = 2
_KEPT_FOR = 24 * 60 * 60  # seconds

# Says how many comments of a thread are in a language.
type Spoken = Callable[[int, str], int]


class OtherLanguage(BaseScreener):
    """A long enough comment, surely in a language that neither the article nor the thread has."""

    name = "other-language"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold a comment in a language that is new to the conversation."""
        if len(submission.text) < MIN_LETTERS or is_of_the_house(submission.commenter):
            return None
        if not ModerationSettings.current().hold_other_languages:
            return None
        return self.look(submission, submission.thread.article, _spoken_lately)

    def look(self, submission: Submission, article: Article, spoken: Spoken) -> Verdict | None:
        """Hold what is surely in another language than the article and not ``spoken`` either."""
        expected = language_of_article(article)
        language = detect_language(submission.text) if expected else ""
        if language in {"", expected} or spoken(submission.thread.pk, language) >= ENOUGH:
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.LANGUAGE, language=language, expected=expected)


def _spoken_lately(thread_id: int, language: str) -> int:
    # By number, for which each thread has an index of its own.
    latest = Comment.objects.filter(thread=thread_id).published().numbered().order_by("-number")
    texts = latest.values_list("text", flat=True)[:_LATEST]
    return sum(detect_language(text) == language for text in texts)


def language_of_article(article: Article) -> str:
    """Return the language of an article, guessed once for each of its versions."""
    key = f"moderation.language:{article.pk}:{article.updated_at.timestamp()}"
    language: str | None = cache.get(key)
    if language is None:
        language = detect_language(article.text)
        cache.set(key, language, _KEPT_FOR)
    return language
