"""What search engines and link previews read of an article."""

import re
from html import unescape

from blog.models import Article
from blog.site import absolute

_PICTURE = re.compile(r"<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\ssrc=\"([^\"]+)\"")


def article_node(article: Article) -> dict[str, object]:
    """Return the article as a ``BlogPosting`` of schema.org, to be written as JSON-LD.

    Who adds ``comment`` adds ``commentCount``. Costs a query unless ``author`` was selected.
    """
    address = absolute(article.get_absolute_url())
    node: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": article.title,
        "datePublished": article.published_at.isoformat(),
        "dateModified": max(article.updated_at, article.published_at).isoformat(),
    }
    if article.byline:
        node["author"] = {"@type": "Person", "name": article.byline}
    if article.description:
        node["description"] = article.description
    if picture := first_picture(article):
        node["image"] = picture
    return node


def first_picture(article: Article) -> str:
    """Return the whole address of the first picture in the body, or an empty string."""
    return next(iter(pictures_of(article)), "")


def pictures_of(article: Article) -> list[str]:
    """Return the whole addresses of the pictures in the body, in order, each once."""
    found = (unescape(address) for address in _PICTURE.findall(article.html))
    whole = (absolute(address) if address.startswith("/") else address for address in found)
    return list(dict.fromkeys(whole))
