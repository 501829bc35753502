"""What every import format is read into, before anything is written.

A reader yields these one after another, an article with all its comments at a time, so that a file
of any size is read in the memory of its longest article.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from core.sanitizing.articles import Markup


class UnreadableSource(Exception):
    """The file can't be imported. The message is one sentence for the person who gave it."""


class SourceStatus(StrEnum):
    """What the source says of an article or a comment."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HELD = "held"
    SPAM = "spam"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SourceWarning:
    """Something changed, guessed or left out, and where: ``line 1234`` or a file's name."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceSite:
    """What the source calls the site it was taken from."""

    title: str
    tagline: str


@dataclass(frozen=True, slots=True)
class SourceComment:
    """One comment as the source holds it.

    ``key`` stays the same when the source is read again, also when the text was corrected since;
    it is unique within its article. ``body`` is text as a reader types it, with the few tags that
    a comment may hold. ``number`` is set only where the source shows one, and ``published_at`` is
    in UTC. ``legacy_id`` is what named the comment in addresses of the old site: the 123 of
    ``#comment-123``.
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
    """One article as the source holds it, with its comments in their order.

    ``key`` stays the same when the source is read again. ``url`` is the address it had, whole, or
    empty, and ``legacy_urls`` are others that led to it, such as WordPress's ``/?p=123``.
    ``published_at`` is in UTC, and None where the source has no date that can be believed.
    ``comments_only`` says that the comments belong to an article that is here already.
    ``allow_comments`` is False where the source has closed the thread.
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
    """How a source is to be read where it doesn't say so itself.

    ``timezone`` is the one that the source's clock times are in; ``encoding`` is a codec's name, or
    None to find out; ``now`` is the moment after which a date can't be true.
    """

    timezone: ZoneInfo
    now: dt.datetime
    encoding: str | None = None


type Reader = Callable[[Path, ReadOptions], Iterator[SourceItem]]
