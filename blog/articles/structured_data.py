"""Build an article's structured data for search engines and link previews."""

import re
from html import unescape

from blog.models import Article, Content
from blog.site.current import build_absolute_url
from core.datetime_format import format_utc

_PICTURE = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\ssrc=\"([^\"]+)\"")


def build_article_data(article: Article) -> dict[str, object]:
    """Return the article as a schema.org ``BlogPosting``, ready for JSON-LD.

    The comments app adds ``comment`` and ``commentCount``. Runs a query unless ``author`` is
    already loaded.
    """
    url = build_absolute_url(article.get_absolute_url())
    node: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.title,
        "datePublished": format_utc(article.published_at),
        "dateModified": format_utc(max(article.updated_at, article.published_at)),
    }
    if article.byline:
        node["author"] = {"@type": "Person", "name": article.byline}
    if article.description:
        node["description"] = article.description
    if picture := get_first_picture_url(article):
        node["image"] = picture
    return node


def get_first_picture_url(content: Content) -> str:
    """Return the absolute URL of the first picture in the body, or an empty string."""
    return next(iter(get_picture_urls(content)), "")


def get_picture_urls(content: Content) -> list[str]:
    """Return the absolute URLs of the body's pictures, in text order and without duplicates."""
    urls = (unescape(url) for url in _PICTURE.findall(content.html))
    absolute = (build_absolute_url(url) if url.startswith("/") else url for url in urls)
    return list(dict.fromkeys(absolute))
