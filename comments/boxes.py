"""What is being talked about: the latest comments and the busiest threads, for lists of articles.

Both are kept in the cache for a minute and forgotten when a comment appears or goes, so that a
comment that a moderator takes down is gone from here too. A cache of the process alone doesn't
hear of other processes, and shows it for the rest of that minute.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from comments.models import Comment, Thread
from core.text import excerpt

SHOWN = 5
# What was written longer ago is not what people talk about now.
DISCUSSED_WITHIN = dt.timedelta(days=90)
_LINE = 90
_KEPT_FOR = 60  # seconds
_KEY = "comments.boxes"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, as one line."""

    name: str
    text: str
    url: str
    article: str


@dataclass(frozen=True, slots=True)
class Discussed:
    """An article, and how many comments can be read under it."""

    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Boxes:
    """The newest comments, newest first, and the articles with most comments, most first."""

    recent: Sequence[Said]
    discussed: Sequence[Discussed]


def current_boxes() -> Boxes:
    """Return what is being talked about. Two queries a minute and process."""
    boxes: Boxes | None = cache.get(_KEY)
    if boxes is None:
        boxes = Boxes(recent=_recent(), discussed=_discussed())
        cache.set(_KEY, boxes, _KEPT_FOR)
    return boxes


def forget_boxes() -> None:
    """Let the next list read what was just written."""
    cache.delete(_KEY)


def _recent() -> list[Said]:
    comments = Comment.objects.listed().with_article().newest_first()[:SHOWN]
    return [
        Said(
            name=one.author_name,
            text=excerpt(one.text.replace("\n", " "), _LINE),
            url=one.get_absolute_url(),
            article=one.thread.article.title,
        )
        for one in comments
    ]


def _discussed() -> list[Discussed]:
    now = timezone.now()
    threads = (
        Thread.objects.filter(
            published_count__gt=0,
            article__status="published",
            article__is_listed=True,
            article__published_at__range=(now - DISCUSSED_WITHIN, now),
        )
        .select_related("article")
        .only("published_count", *(f"article__{name}" for name in _OF_ARTICLES))
        .order_by("-published_count", "-article__published_at", "-pk")[:SHOWN]
    )
    return [
        Discussed(one.article.title, one.article.get_absolute_url(), one.published_count)
        for one in threads
    ]


_OF_ARTICLES = ("title", "year", "month", "basename")
