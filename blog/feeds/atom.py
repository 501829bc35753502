"""Atom feeds (RFC 4287): the base view and the entries that all feeds of the site share.

An entry's ID must never change, so it is built from values that never change:
``tag:HOST,DATE:article/PK`` (RFC 4151), with the host of ``SITE_URL`` and the day on which the
article was added to the site. A comment's ID is its article's ID followed by ``/comment/NUMBER``.
"""

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date
from django.utils.translation import get_language

from blog.models import Article
from blog.site.current import build_absolute_url
from core.shared_pages import set_cache_headers

# Characters that XML can't contain.
_INVALID_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCAL_URL = re.compile(r"(\s(?:href|src)=\")(?=/(?!/)|#)")
_LOCAL_SRCSET = re.compile(r"\ssrcset=\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class InReplyTo:
    """A reference to another entry (RFC 4685): its ID and the URL of its page."""

    ref: str
    href: str


@dataclass(frozen=True, slots=True)
class Category:
    """An entry's category, with a human-readable label."""

    term: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. All URLs are absolute; ``html`` is sanitized."""

    id: str
    title: str
    url: str
    published: dt.datetime
    updated: dt.datetime
    author: str
    html: str
    author_url: str = ""
    # The badge of a comment.
    author_role: Category | None = None
    summary: str = ""
    categories: Sequence[str] = ()
    in_reply_to: Sequence[InReplyTo] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, newest first. ``page`` is the path of the corresponding page."""

    title: str
    page: str
    entries: Sequence[Entry]
    subtitle: str = ""
    # Used as the time of the last change while the feed is empty.
    since: dt.datetime = field(default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))

    @property
    def updated(self) -> dt.datetime:
        """The time of the latest change to any entry."""
        return max((entry.updated for entry in self.entries), default=self.since)


class AtomFeed(ABC):
    """Base view for feeds.

    Set ``has_hub`` if the WebSub hub is notified when this feed changes.
    """

    has_hub = False

    @abstractmethod
    def build_feed(self, request: HttpRequest, **kwargs: object) -> Feed:
        """Build the feed for the URL's arguments, or raise ``Http404``."""

    def __call__(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        feed = self.build_feed(request, **kwargs)
        context = {
            "feed": feed,
            "language": get_language(),
            "self_url": build_absolute_url(escape_uri_path(request.path)),
            "page_url": build_absolute_url(feed.page),
            "hub": settings.WEBSUB_HUB if self.has_hub else "",
        }
        response = render(request, "blog/feeds/atom.xml", context)
        response.content = _INVALID_XML.sub("", response.text).encode()
        response["Content-Type"] = "application/atom+xml; charset=utf-8"
        response["Last-Modified"] = http_date(feed.updated.timestamp())
        return set_cache_headers(request, response)


def build_article_id(article: Article) -> str:
    """Return an article's permanent feed ID."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{article.created_at:%Y-%m-%d}:article/{article.pk}"


def make_urls_absolute(html: str, page: str) -> str:
    """Make local URLs in sanitized HTML absolute, because feed readers display the HTML elsewhere.

    ``page`` is the absolute URL of the page that contains the HTML; fragment links (``#``) point to
    it.
    """

    def add_host(match: re.Match[str]) -> str:
        is_anchor = html.startswith("#", match.end())
        return match[1] + (page if is_anchor else settings.SITE_URL)

    def add_hosts_to_srcset(match: re.Match[str]) -> str:
        return re.sub(r"(?<=[\s\",])(?=/(?!/))", settings.SITE_URL, match[0])

    return _LOCAL_SRCSET.sub(add_hosts_to_srcset, _LOCAL_URL.sub(add_host, html))
