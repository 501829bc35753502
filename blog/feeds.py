"""Atom feeds (RFC 4287), and what all feeds of the site share.

An entry's id must hold while everything else about it changes, so it is made of what never does:
``tag:HOST,DATE:article/PK`` (RFC 4151), with the host of ``SITE_URL`` and the day on which the
article came to this site. A comment's id is its article's with ``/comment/NUMBER`` behind it.
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
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date
from django.utils.translation import get_language

from blog.models import Article
from blog.site import absolute, current_site
from core.shared_pages import set_cache_headers

ARTICLES = 20

# What XML can't hold, wherever it came from.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCAL = re.compile(r"(\s(?:href|src)=\")(?=/(?!/)|#)")
_LOCAL_SET = re.compile(r"\ssrcset=\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class InReplyTo:
    """What an entry answers (RFC 4685): the other entry's id and the address of its page."""

    ref: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. All addresses are whole; ``html`` is safe HTML."""

    id: str
    title: str
    url: str
    published: dt.datetime
    updated: dt.datetime
    author: str
    html: str
    author_url: str = ""
    summary: str = ""
    categories: Sequence[str] = ()
    answers: Sequence[InReplyTo] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, newest first. ``page`` is the path of the page that it follows."""

    title: str
    page: str
    entries: Sequence[Entry]
    subtitle: str = ""
    # When nothing is in it yet, the feed still has to say when it changed.
    since: dt.datetime = field(default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))

    @property
    def updated(self) -> dt.datetime:
        """The latest change of any entry."""
        return max((entry.updated for entry in self.entries), default=self.since)


class AtomFeed(ABC):
    """A view that answers with a feed. Subclasses say what is in it.

    ``has_hub`` says whether the site's WebSub hub is told when this feed changes.
    """

    has_hub = False

    @abstractmethod
    def feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the feed at an address, or raise ``Http404``."""

    def __call__(self, request: HttpRequest, **address: object) -> HttpResponse:
        """Write the feed."""
        feed = self.feed(request, **address)
        context = {
            "feed": feed,
            "language": get_language(),
            "self_url": absolute(escape_uri_path(request.path)),
            "page_url": absolute(feed.page),
            "hub": settings.WEBSUB_HUB if self.has_hub else "",
        }
        response = render(request, "blog/atom.xml", context)
        response.content = _NOT_XML.sub("", response.text).encode()
        response["Content-Type"] = "application/atom+xml; charset=utf-8"
        response["Last-Modified"] = http_date(feed.updated.timestamp())
        return set_cache_headers(request, response)


class ArticlesFeed(AtomFeed):
    """The newest articles, whole."""

    has_hub = True

    def feed(self, request: HttpRequest, **address: object) -> Feed:
        """Return the feed of the site."""
        site = current_site()
        articles = Article.objects.listed().newest_first().for_feed()[:ARTICLES]
        return Feed(
            title=site.title,
            subtitle=site.tagline,
            page=reverse("blog:home"),
            entries=[_entry(article) for article in articles],
        )


def article_id(article: Article) -> str:
    """Return the id of an article in feeds, which is the same for ever."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{article.created_at:%Y-%m-%d}:article/{article.pk}"


def whole_addresses(html: str, page: str) -> str:
    """Return safe HTML with the host in its local addresses, since a feed is read elsewhere.

    ``page`` is the whole address of the page that the HTML stands on; ``#`` links lead there.
    """

    def with_host(found: re.Match[str]) -> str:
        is_anchor = html.startswith("#", found.end())
        return found[1] + (page if is_anchor else settings.SITE_URL)

    def set_with_host(found: re.Match[str]) -> str:
        return re.sub(r"(?<=[\s\",])(?=/(?!/))", settings.SITE_URL, found[0])

    return _LOCAL_SET.sub(set_with_host, _LOCAL.sub(with_host, html))


def _entry(article: Article) -> Entry:
    url = absolute(article.get_absolute_url())
    labels = [*article.categories.all(), *article.tags.all()]
    return Entry(
        id=article_id(article),
        title=article.title,
        url=url,
        published=article.published_at,
        updated=max(article.updated_at, article.published_at),
        author=article.byline or current_site().title,
        html=whole_addresses(article.html, url),
        summary=article.excerpt,
        categories=[label.name for label in labels],
    )
