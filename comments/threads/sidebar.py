"""The sidebar of article lists: the latest comments and the most discussed articles.

The sidebar is cached for a minute. The cache of all processes is cleared when a comment is
published or removed, so that a removed comment disappears from the sidebar as well.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from comments.models import Comment, Thread
from core.sanitizing.summaries import summarize
from core.synced_values import SyncedValue
from core.text import excerpt

MAX_ENTRIES = 5
# Older articles are no longer being discussed.
DISCUSSED_WITHIN = dt.timedelta(days=90)
_EXCERPT_LENGTH = 90
_CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class RecentComment:
    """An excerpt from a comment, on a single line."""

    name: str
    author_role: str
    text: str
    url: str
    article: str


@dataclass(frozen=True, slots=True)
class DiscussedArticle:
    """An article and the number of its readable comments."""

    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The latest comments, newest first, and the most discussed articles, most comments first."""

    recent: Sequence[RecentComment]
    discussed: Sequence[DiscussedArticle]


def get_sidebar() -> Sidebar:
    """Return the sidebar. Two queries if it isn't cached, otherwise none."""
    return _sidebar.get()


def clear_sidebar_cache() -> None:
    _sidebar.clear()


def _load_recent() -> list[RecentComment]:
    comments = Comment.objects.listed().with_article().newest_first()[:MAX_ENTRIES]
    return [
        RecentComment(
            name=comment.author_name,
            author_role=comment.author_role,
            text=(
                summarize(comment.html, _EXCERPT_LENGTH)
                or excerpt(comment.text.replace("\n", " "), _EXCERPT_LENGTH)
            ),
            url=comment.get_absolute_url(),
            article=comment.thread.article.title,
        )
        for comment in comments
    ]


def _load_discussed() -> list[DiscussedArticle]:
    now = timezone.now()
    threads = (
        Thread.objects.filter(
            published_count__gt=0,
            article__status="published",
            article__is_listed=True,
            article__published_at__range=(now - DISCUSSED_WITHIN, now),
        )
        .select_related("article")
        .only("published_count", *(f"article__{name}" for name in _ARTICLE_FIELDS))
        .order_by("-published_count", "-article__published_at", "-pk")[:MAX_ENTRIES]
    )
    return [
        DiscussedArticle(
            thread.article.title, thread.article.get_absolute_url(), thread.published_count
        )
        for thread in threads
    ]


_ARTICLE_FIELDS = ("title", "year", "month", "basename")

_sidebar = SyncedValue(
    "comments.sidebar",
    lambda: Sidebar(recent=_load_recent(), discussed=_load_discussed()),
    seconds=_CACHE_SECONDS,
)
