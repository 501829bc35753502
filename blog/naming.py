"""Addresses made from titles and names."""

from collections.abc import Collection
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.text import slugify

from core.text import clean_line

LONGEST = 200
# TypePad cut its basenames; somebody still has to be able to read an address aloud.
_LONGEST_FROM_TITLE = 60


def from_title(title: str) -> str:
    """Return a basename made of the first words of a title; "untitled" where it has none."""
    slug = slugify(clean_line(title), allow_unicode=True)
    if len(slug) > _LONGEST_FROM_TITLE:
        cut = slug[: _LONGEST_FROM_TITLE + 1]
        slug = (cut.rpartition("-")[0] or cut)[:_LONGEST_FROM_TITLE]
    return slug.strip("-_") or "untitled"


def from_name(name: str, *, otherwise: str) -> str:
    """Return a slug made of a label's name, or ``otherwise`` where it has no letter or digit."""
    return slugify(name, allow_unicode=True)[:LONGEST].strip("-_") or otherwise


def first_free(wanted: str, taken: Collection[str]) -> str:
    """Return ``wanted``, or the first of ``wanted-2``, ``wanted-3`` ... that isn't taken."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = wanted[: LONGEST - len(ending)] + ending
    return free


def old_path(address: str) -> str:
    """Return the path of an address as a request for it shows it: from a slash, decoded.

    Of its query only the number stays by which WordPress asked for an article: ``/?p=123``.
    """
    parts = urlsplit(address.strip())
    query = parse_qs(parts.query)
    numbers = [value for name in ("p", "page_id") for value in query.get(name, ())]
    number = next((f"?p={one}" for one in numbers if one.isascii() and one.isdigit()), "")
    return f"/{unquote(parts.path).lstrip('/')}{number}"
