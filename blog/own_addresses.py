"""Whether an address of this site leads to something, asked without a request."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from blog.former import new_address
from blog.former_lists import new_list
from blog.models import Article, Category, Page, Tag

# By the names of this room's addresses that may be written well and lead nowhere.
_IS_THERE: dict[str, Callable[..., bool]] = {
    "blog:article": lambda **at: Article.objects.published().at(**at).exists(),
    "blog:month": lambda **at: Article.objects.listed().in_month(**at).exists(),
    "blog:page": lambda **at: Page.objects.published().filter(**at).exists(),
    "blog:category": lambda **at: Category.objects.filter(**at).exists(),
    "blog:tag": lambda **at: Tag.objects.filter(**at).exists(),
}


def leads_somewhere(address: str) -> bool:
    """Return whether a reader finds something at a path of this site, or is led on from there.

    Of pages that other rooms answer, this room knows no more than that there are such.
    """
    path = unquote(urlsplit(address).path)
    return _is_there(path) or bool(new_address(path) or new_list(path))


def _is_there(path: str) -> bool:
    try:
        match: Any = resolve(path)
    except Resolver404:
        return False
    is_there = _IS_THERE.get(match.view_name)
    # An address without a name only leads on to one of the others.
    return is_there(**match.kwargs) if is_there else bool(match.url_name)
