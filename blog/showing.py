"""How a picture of this site is shown, and which pictures a text shows."""

import re
from html import unescape
from urllib.parse import unquote

from django.conf import settings
from django.utils.html import format_html

from blog.models import Picture, Variant
from core.sanitizing.pictures import KnownPicture, KnownPictures

_NAME = re.compile(r"(pictures/[^\s\"'<>()\\]+?\.(?:jpg|png|gif|webp|avif))(?!\w)", re.IGNORECASE)
_SOURCES = (Variant.Kind.AVIF, Variant.Kind.WEBP)


def names_in(text: str) -> set[str]:
    """Return the names of picture files that a text shows or links to, in whatever markup."""
    return {unquote(name) for name in _NAME.findall(unescape(text))}


def known_pictures(text: str, *, eager_count: int = 1) -> KnownPictures:
    """Return what the sanitiser must know of the pictures of a text. Two queries, or none.

    The first ``eager_count`` of them are loaded with the page.
    """
    names = names_in(text)
    pictures = Picture.objects.named(names) if names else ()
    return KnownPictures(
        {f"/{settings.MEDIA_URL.strip('/')}/{one.file.name}": _known(one) for one in pictures},
        eager_count,
    )


def facts_of(picture: Picture) -> dict[str, object]:
    """Return what an editor needs to show a picture, ready for JSON.

    ``html`` is what to put into a text; what else readers' browsers need is added when that text is
    rendered.
    """
    return {
        "id": picture.pk,
        "url": picture.file.url,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "state": picture.state,
        "html": format_html(
            '<figure><img src="{}" alt="{}" width="{}" height="{}"></figure>',
            picture.file.url,
            picture.alt,
            picture.width,
            picture.height,
        ),
    }


def _known(picture: Picture) -> KnownPicture:
    variants = list(picture.variants.all())
    sources = [(f"image/{kind}", _set(variants, kind)) for kind in _SOURCES]
    return KnownPicture(
        picture.width,
        picture.height,
        picture.alt,
        srcset=_set(variants, Variant.Kind.JPEG),
        sources=tuple((kind, where) for kind, where in sources if where),
    )


def _set(variants: list[Variant], kind: str) -> str:
    """Return the variants of a kind as ``srcset`` has them."""
    return ", ".join(f"{one.file.url} {one.width}w" for one in variants if one.kind == kind)
