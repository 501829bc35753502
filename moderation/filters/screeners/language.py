"""Screener for comments in a language not used in the thread, which are often spam."""

from collections.abc import Callable

from django.core.cache import cache

from blog.models import Article
from comments.models import Comment
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from core.language_detection import MIN_LETTERS, detect_language
from moderation.filters.screeners.impersonation import is_by_staff
from moderation.models import ModerationSettings

# A language is accepted in a thread if this many of its latest comments are written in it.
MIN_COMMENTS_IN_LANGUAGE = 2
_LATEST = 20
_CACHE_SECONDS = 24 * 60 * 60

# Returns how many comments of a thread (by key) are in a language (by code).
type CountByLanguage = Callable[[int, str], int]


class OtherLanguage(BaseScreener):
    """Holds comments in a language used in neither the article nor the thread.

    Short comments and comments whose language is uncertain pass.
    """

    name = "other-language"

    def screen(self, submission: Submission) -> Verdict | None:
        """Hold the comment if its language is new to the thread and the check is enabled."""
        if len(submission.text) < MIN_LETTERS or is_by_staff(submission):
            return None
        if not ModerationSettings.current().hold_other_languages:
            return None
        return self.check(submission, submission.thread.article, _count_latest)

    def check(
        self, submission: Submission, article: Article, count: CountByLanguage
    ) -> Verdict | None:
        """Hold the comment if its language is new to the thread, regardless of the settings."""
        expected = get_article_language(article)
        language = detect_language(submission.text) if expected else ""
        if language in {"", expected}:
            return None
        if count(submission.thread.pk, language) >= MIN_COMMENTS_IN_LANGUAGE:
            return None
        return self.verdict(Outcome.HOLD, ReasonCode.LANGUAGE, language=language, expected=expected)


def get_article_language(article: Article) -> str:
    """Return an article's detected language code (cached per version), or an empty string."""
    key = f"moderation.language:{article.pk}:{article.updated_at.timestamp()}"
    language: str | None = cache.get(key)
    if language is None:
        language = detect_language(article.text)
        cache.set(key, language, _CACHE_SECONDS)
    return language


def _count_latest(thread_id: int, language: str) -> int:
    # Ordered by number, because there is an index on thread and number.
    latest = Comment.objects.filter(thread=thread_id).published().numbered().order_by("-number")
    texts = latest.values_list("text", flat=True)[:_LATEST]
    return sum(detect_language(text) == language for text in texts)
