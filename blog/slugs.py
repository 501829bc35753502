"""Build slugs from titles and names."""

from collections.abc import Collection

from django.utils.text import slugify

from core.text import clean_line

MAX_LENGTH = 200
# Keeps URLs readable, as TypePad did.
_MAX_LENGTH_FROM_TITLE = 60


def build_slug_from_title(title: str) -> str:
    """Return a slug built from the first words of a title, or "untitled"."""
    slug = slugify(clean_line(title), allow_unicode=True)
    if len(slug) > _MAX_LENGTH_FROM_TITLE:
        cut = slug[: _MAX_LENGTH_FROM_TITLE + 1]
        slug = (cut.rpartition("-")[0] or cut)[:_MAX_LENGTH_FROM_TITLE]
    return slug.strip("-_") or "untitled"


def build_slug(name: str, *, default: str) -> str:
    """Return a slug built from a name, or ``default`` if the name has no letters or digits."""
    return slugify(name, allow_unicode=True)[:MAX_LENGTH].strip("-_") or default


def get_free_slug(slug: str, taken: Collection[str]) -> str:
    """Return ``slug`` or, if it is taken, the first of ``slug-2``, ``slug-3`` ... that is free."""
    number, free = 1, slug
    while free in taken:
        number += 1
        suffix = f"-{number}"
        free = slug[: MAX_LENGTH - len(suffix)] + suffix
    return free
