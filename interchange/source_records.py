"""Records that the readers of all import formats yield.

A reader yields one article with its comments at a time, so its memory use is bounded by the longest
article.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from core.sanitizing.articles import Markup


class UnreadableSource(Exception):
    """The source can't be imported. The message is one sentence for the user."""


class SourceStatus(StrEnum):
    """The status of an article or a comment in the source."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HELD = "held"
    SPAM = "spam"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SourceWarning:
    """A warning that something in the source was changed, guessed, or skipped.

    ``place`` is ``line 1234`` or a file name.
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceSite:
    title: str
    tagline: str


@dataclass(frozen=True, slots=True)
class SourceComment:
    """One comment in the source.

    ``key`` is unique within the article and stays the same when the text is corrected. ``body`` is
    text as typed by a commenter, with the tags that comments allow. ``published_at`` is in UTC.
    ``number`` is None if the source shows no numbers. ``legacy_id`` is the comment's ID in URLs of
    the old site, such as 123 in ``#comment-123``. ``parent_key`` is the key of the parent comment,
    or "".
    """

    key: str
    author: str
    published_at: dt.datetime
    body: str
    place: str
    email: str = ""
    url: str = ""
    ip: str = ""
    number: int | None = None
    legacy_id: str = ""
    parent_key: str = ""
    status: SourceStatus = SourceStatus.PUBLISHED


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """One article in the source, with its comments in source order.

    ``key`` is the same each time the source is read. ``url`` is the absolute URL, or "";
    ``legacy_urls`` are other URLs of the article, such as WordPress's ``/?p=123``. ``published_at``
    is in UTC, or None if the source has no plausible date. ``comments_only`` means that the
    comments belong to an article that already exists. ``allow_comments`` is False if the thread is
    closed.
    """

    key: str
    title: str
    basename: str
    published_at: dt.datetime | None
    place: str
    author: str = ""
    author_email: str = ""
    url: str = ""
    legacy_urls: tuple[str, ...] = ()
    status: SourceStatus = SourceStatus.PUBLISHED
    markup: Markup = Markup.HTML
    body: str = ""
    more: str = ""
    excerpt: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    allow_comments: bool = True
    comments: tuple[SourceComment, ...] = field(default=(), repr=False)
    comments_only: bool = False


type SourceItem = SourceSite | SourceArticle | SourceWarning


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings for reading a source.

    ``timezone`` applies to dates without a time zone. ``encoding`` is the name of a codec, or None
    to detect it. ``now`` is the current time, used to recognize implausible dates.
    """

    timezone: ZoneInfo
    now: dt.datetime
    encoding: str | None = None


type Reader = Callable[[Path, ReadOptions], Iterator[SourceItem]]
