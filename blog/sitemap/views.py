"""The sitemap (see sitemaps.org), split into several files if it is long.

Pictures are listed using Google's image extension.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.articles.structured_data import get_picture_urls
from blog.models import Article, Page
from blog.site.current import build_absolute_url
from core.paging import get_page
from core.shared_pages import set_cache_headers

# The protocol allows 50,000, but finding the pictures requires the articles' HTML.
ARTICLES_PER_SITEMAP = 1000
# The protocol's limit per page.
_MAX_PICTURES = 1000


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page's absolute URL, the time of its last change, and the absolute URLs of its pictures."""

    url: str
    updated: dt.datetime | None
    pictures: Sequence[str] = ()


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the sitemap, or an index of its parts if there are several."""
    parts = -(-Article.objects.listed().count() // ARTICLES_PER_SITEMAP)
    if parts <= 1:
        return sitemap_part(request, 1)
    urls = [
        build_absolute_url(reverse("blog:sitemap_part", args=[number]))
        for number in range(1, parts + 1)
    ]
    return _render_xml(request, "blog/sitemap/index.xml", {"urls": urls})


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Return one part of the sitemap.

    Articles are sorted oldest first so that full parts don't change when articles are published.
    """
    articles = Article.objects.listed().order_by("published_at", "pk")
    rows = articles.only("year", "month", "basename", "published_at", "updated_at", "html")
    pages = [
        SitemapEntry(
            build_absolute_url(article.get_absolute_url()),
            max(article.updated_at, article.published_at),
            get_picture_urls(article)[:_MAX_PICTURES],
        )
        for article in get_page(rows, number, size=ARTICLES_PER_SITEMAP).items
    ]
    if number == 1:
        latest = articles.aggregate(latest=Max("updated_at"))["latest"]
        others = [
            SitemapEntry(build_absolute_url(page.get_absolute_url()), page.updated_at)
            for page in Page.objects.published()
        ]
        pages[:0] = [SitemapEntry(build_absolute_url(reverse("blog:home")), latest), *others]
    return _render_xml(request, "blog/sitemap/sitemap.xml", {"pages": pages})


def _render_xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    return set_cache_headers(request, response)
