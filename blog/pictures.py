"""Picture files from outside, looked at and written anew.

A picture is what its bytes say, not what its name says. Every file is decoded and encoded again,
so that nothing of it reaches readers but the pixels, the colour profile and the animation: no place
and time of the shot, no script in a comment, no second file behind the first.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

# Formats that every browser shows and that can hold no script, with the endings of their files.
SUFFIXES = {
    "JPEG": "jpg",
    "MPO": "jpg",  # what cameras make of a JPEG when they add a second picture to it
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
}
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# A JPEG keeps its own tables, so that hardly anything is lost a second time; its pixels are written
# in another order, so that bytes which somebody hid among them are no longer beside each other.
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep", "progressive": True, "optimize": True},
    "MPO": {"quality": 92, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {"comment": b""},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85},
}
LONGEST_FILE = 30 * 1024 * 1024
# What a good camera takes; decoded it needs 200 MB of memory, and a small file may claim far more.
MOST_PIXELS = 50_000_000
# An animation's frames together.
_MOST_FRAME_PIXELS = 4 * MOST_PIXELS
_KEPT = {"icc_profile", "transparency", "duration", "loop", "background", "disposal", "blend"}


class NotAPicture(ValueError):
    """The file is refused. The message is one sentence for the person who gave it."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is kept: its bytes, and the ending that its file's name must have.

    ``digest`` is the SHA-256 of the bytes as they were given.
    """

    data: bytes
    suffix: str
    digest: str


def clean_picture(data: bytes) -> CleanPicture:
    """Return the picture in ``data`` without anything that isn't seen. Raises ``NotAPicture``."""
    if len(data) > LONGEST_FILE:
        raise NotAPicture(_("The file is larger than 30 MB."))
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _check_size(image)
            return CleanPicture(_encoded(image), SUFFIXES[image.format or ""], digest_of(data))
    except NotAPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture(_("The picture has more than 50 million pixels.")) from error
    # Decoders of broken files fail in many ways of their own.
    except Exception as error:
        raise NotAPicture(
            _("The file is not a whole JPEG, PNG, GIF, WebP or AVIF picture.")
        ) from error


def digest_of(data: bytes) -> str:
    """Return what tells one file from another, whatever they are called."""
    return hashlib.sha256(data).hexdigest()


def _check_size(image: Image.Image) -> None:
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        raise NotAPicture(_("The picture has more than 50 million pixels."))
    if is_animated(image) and pixels * getattr(image, "n_frames", 1) > _MOST_FRAME_PIXELS:
        raise NotAPicture(_("The animation is too long for its size."))


def _encoded(image: Image.Image) -> bytes:
    output = BytesIO()
    animated = is_animated(image)
    if not animated:
        # Read before the metadata goes: it may say which side is up.
        ImageOps.exif_transpose(image, in_place=True)
    image.info = {key: value for key, value in image.info.items() if key in _KEPT}
    image.save(
        output,
        "JPEG" if image.format == "MPO" else image.format,
        save_all=animated,
        **_options(image),
    )
    return output.getvalue()


def _options(image: Image.Image) -> dict[str, Any]:
    options = dict(_OPTIONS.get(image.format or "", {}))
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    return options


def is_animated(image: Image.Image) -> bool:
    """Whether the picture moves."""
    # The further pictures of a camera's MPO are previews and depths, not frames.
    return image.format != "MPO" and getattr(image, "is_animated", False)
