"""Check links to this site without a request."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from blog.legacy_urls.articles import find_article_url
from blog.legacy_urls.lists import find_list_url
from blog.models import Article, Category, Page, Tag

# By view name: URLs of this app that can match a route although their object doesn't exist.
_EXISTENCE_CHECKS: dict[str, Callable[..., bool]] = {
    "blog:article": lambda **kwargs: Article.objects.published().at(**kwargs).exists(),
    "blog:month": lambda **kwargs: Article.objects.listed().in_month(**kwargs).exists(),
    "blog:page": lambda **kwargs: Page.objects.published().filter(**kwargs).exists(),
    "blog:category": lambda **kwargs: Category.objects.filter(**kwargs).exists(),
    "blog:tag": lambda **kwargs: Tag.objects.filter(**kwargs).exists(),
}


def is_internal_link_valid(url: str) -> bool:
    """Check whether a URL or path of this site leads to a page, directly or by a redirect.

    For URLs of other apps, only checks that a route exists.
    """
    path = unquote(urlsplit(url).path)
    return _exists(path) or bool(find_article_url(path) or find_list_url(path))


def _exists(path: str) -> bool:
    try:
        match: Any = resolve(path)
    except Resolver404:
        return False
    check = _EXISTENCE_CHECKS.get(match.view_name)
    # Routes without a name only redirect to one of the others.
    return check(**match.kwargs) if check else bool(match.url_name)
