"""The list of all pages for search engines (sitemaps.org), in parts when it is long.

The pictures of a page are listed with it, in Google's extension of the format.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.models import Article, Page
from blog.site import absolute
from blog.structured_data import pictures_of
from core.paging import get_page
from core.shared_pages import set_cache_headers

# The protocol allows 50,000; to find the pictures, the articles themselves are read.
PART = 1000
# The protocol's limit for one page.
_MOST_PICTURES = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A page's whole address, when it changed, and the whole addresses of its pictures."""

    address: str
    changed: dt.datetime | None
    pictures: Sequence[str] = ()


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the home page and all articles, or the parts of the list when it has several."""
    parts = -(-Article.objects.listed().count() // PART)
    if parts <= 1:
        return sitemap_part(request, 1)
    addresses = [
        absolute(reverse("blog:sitemap_part", args=[number])) for number in range(1, parts + 1)
    ]
    return _answer(request, "blog/sitemap_index.xml", {"addresses": addresses})


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """List one part of the articles, the oldest first, so that a full part changes no more."""
    articles = Article.objects.listed().order_by("published_at", "pk")
    rows = articles.only("year", "month", "basename", "published_at", "updated_at", "html")
    pages = [
        Entry(
            absolute(one.get_absolute_url()),
            max(one.updated_at, one.published_at),
            pictures_of(one)[:_MOST_PICTURES],
        )
        for one in get_page(rows, number, size=PART).items
    ]
    if number == 1:
        latest = articles.aggregate(latest=Max("updated_at"))["latest"]
        others = [
            Entry(absolute(one.get_absolute_url()), one.updated_at)
            for one in Page.objects.published()
        ]
        pages[:0] = [Entry(absolute(reverse("blog:home")), latest), *others]
    return _answer(request, "blog/sitemap.xml", {"pages": pages})


def _answer(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    return set_cache_headers(request, response)
