"""Find the pictures in HTML or Markdown source, for the sanitizer and the editor."""

import re
from html import unescape
from urllib.parse import unquote

from django.conf import settings
from django.utils.html import format_html

from blog.models import Picture, Rendition
from core.sanitizing.media import KnownPicture, KnownPictures

# The limit of the length, which is that of a stored name, keeps the search linear.
_NAME = re.compile(
    r"(pictures/[^\s\"'<>()\\]{1,255}?\.(?:jpg|png|gif|webp|avif))(?!\w)", re.IGNORECASE
)
_SOURCE_FORMATS = (Rendition.Format.AVIF, Rendition.Format.WEBP)


def find_picture_names(text: str) -> set[str]:
    """Return the names of the picture files that the text shows or links to, in any markup."""
    return {unquote(name) for name in _NAME.findall(unescape(text))}


def get_known_pictures(text: str, *, eager_count: int = 1) -> KnownPictures:
    """Return the stored pictures that the text shows, for the sanitizer. Runs at most two queries.

    The first ``eager_count`` pictures load eagerly, all others lazily.
    """
    names = find_picture_names(text)
    pictures = Picture.objects.named(names) if names else ()
    return KnownPictures(
        {
            f"/{settings.MEDIA_URL.strip('/')}/{picture.file.name}": _build_known_picture(picture)
            for picture in pictures
        },
        eager_count,
    )


def build_picture_json(picture: Picture) -> dict[str, object]:
    """Return a picture's data for the editor, as a JSON-serializable dictionary.

    ``html`` is what the editor inserts into the body; ``srcset`` and similar attributes are added
    when the body is rendered.
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


def _build_known_picture(picture: Picture) -> KnownPicture:
    renditions = list(picture.renditions.all())
    sources = [(f"image/{name}", _build_srcset(renditions, name)) for name in _SOURCE_FORMATS]
    return KnownPicture(
        picture.width,
        picture.height,
        picture.alt,
        srcset=_build_srcset(renditions, Rendition.Format.JPEG),
        sources=tuple((media_type, srcset) for media_type, srcset in sources if srcset),
    )


def _build_srcset(renditions: list[Rendition], name: str) -> str:
    return ", ".join(
        f"{rendition.file.url} {rendition.width}w"
        for rendition in renditions
        if rendition.format == name
    )
