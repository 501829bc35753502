"""Check links to this site without sending requests."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from blog.legacy_urls.articles import find_article_url
from blog.legacy_urls.lists import find_list_url
from blog.models import Article, Category, Page, Tag

# Keyed by view name, for routes of this app that match even if the object doesn't exist.
_EXISTENCE_CHECKS: dict[str, Callable[..., bool]] = {
    "blog:article": lambda **kwargs: Article.objects.published().at(**kwargs).exists(),
    "blog:month": lambda **kwargs: Article.objects.listed().in_month(**kwargs).exists(),
    "blog:page": lambda **kwargs: Page.objects.published().filter(**kwargs).exists(),
    "blog:category": lambda **kwargs: Category.objects.filter(**kwargs).exists(),
    "blog:tag": lambda **kwargs: Tag.objects.filter(**kwargs).exists(),
}


def is_internal_link_valid(url: str) -> bool:
    """Check whether a URL or path on this site leads to a page, directly or via a redirect.

    For URLs of other apps, it checks only whether a URL pattern matches.
    """
    path = unquote(urlsplit(url).path)
    return _exists(path) or bool(find_article_url(path) or find_list_url(path))


def _exists(path: str) -> bool:
    try:
        match: Any = resolve(path)
    except Resolver404:
        return False
    check = _EXISTENCE_CHECKS.get(match.view_name)
    # Unnamed routes only redirect to named ones.
    return check(**match.kwargs) if check else bool(match.url_name)
