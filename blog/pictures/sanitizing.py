"""Validate uploaded pictures and strip all but the pixels, color profile, and animation.

The format is detected from the bytes, not from the file name. Every file is decoded and encoded
again, which removes metadata such as the location, scripts hidden in comments, and data appended to
the file.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps, ImageSequence

# Pillow's names of formats that all browsers support and that can't contain scripts.
EXTENSIONS = {
    "JPEG": "jpg",
    "MPO": "jpg",  # a JPEG to which a camera has added a second picture
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
}
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# JPEGs keep their quantization tables, which loses almost no quality. Progressive encoding reorders
# their data, which breaks up any bytes hidden in it.
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep", "progressive": True, "optimize": True},
    "MPO": {"quality": 92, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {"comment": b""},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85},
}
MAX_FILE_SIZE = 30 * 1024 * 1024  # bytes
# Enough for good cameras. Decoding takes 200 MB of memory; even a small file may claim far more.
MAX_PIXELS = 50_000_000
# What to do for each EXIF orientation, as in ``ImageOps.exif_transpose``.
_TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Pillow saves these with the duration of the first frame, unless it gets all durations.
_WITH_ONE_DURATION = {"WEBP", "AVIF"}
# For all frames of an animation.
_MAX_FRAME_PIXELS = 4 * MAX_PIXELS
_PRESERVED_INFO = {
    "icc_profile",
    "transparency",
    "duration",
    "loop",
    "background",
    "disposal",
    "blend",
}


class InvalidPicture(ValueError):
    """The uploaded file was rejected. The message is one sentence shown to the user."""


@dataclass(frozen=True, slots=True)
class SanitizedPicture:
    """A sanitized file with the file extension of its format.

    ``digest`` is the SHA-256 of the original bytes.
    """

    data: bytes
    extension: str
    digest: str


def sanitize_picture(data: bytes) -> SanitizedPicture:
    """Return the picture in ``data``, stripped of hidden data.

    Raises ``InvalidPicture`` if the file is too large, malformed, or in an unsupported format.
    """
    if len(data) > MAX_FILE_SIZE:
        raise InvalidPicture(_("The file is larger than 30 MB."))
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _check_size(image)
            return SanitizedPicture(
                _encode(image), EXTENSIONS[image.format or ""], compute_digest(data)
            )
    except InvalidPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InvalidPicture(_("The picture has more than 50 million pixels.")) from error
    # Pillow's decoders raise many kinds of exceptions for broken files.
    except Exception as error:
        raise InvalidPicture(
            _("The file isn’t a valid JPEG, PNG, GIF, WebP, or AVIF image.")
        ) from error


def compute_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _check_size(image: Image.Image) -> None:
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise InvalidPicture(_("The picture has more than 50 million pixels."))
    if is_animated(image) and pixels * getattr(image, "n_frames", 1) > _MAX_FRAME_PIXELS:
        raise InvalidPicture(_("The animation has too many frames for its size."))


def _encode(image: Image.Image) -> bytes:
    output = BytesIO()
    animated = is_animated(image)
    # Apply the orientation before it is removed with the rest of the metadata.
    if not animated:
        ImageOps.exif_transpose(image, in_place=True)
    elif (orientation := image.getexif().get(ExifTags.Base.Orientation)) in _TRANSPOSITIONS:
        return _encode_transposed_frames(image, _TRANSPOSITIONS[orientation])
    options = _get_options(image)
    if animated and image.format in _WITH_ONE_DURATION:
        options["duration"] = _read_durations(image)
    image.info = {key: value for key, value in image.info.items() if key in _PRESERVED_INFO}
    image.save(
        output,
        "JPEG" if image.format == "MPO" else image.format,
        save_all=animated,
        **options,
    )
    return output.getvalue()


def _read_durations(image: Image.Image) -> list[int]:
    """Return how long each frame is shown, in milliseconds."""
    durations = []
    for frame in ImageSequence.Iterator(image):
        # Pillow sets the duration when it decodes the frame.
        frame.load()
        durations.append(frame.info.get("duration", 0))
    image.seek(0)
    return durations


def _encode_transposed_frames(image: Image.Image, transposition: Image.Transpose) -> bytes:
    frame_count = getattr(image, "n_frames", 1)
    # Unlike an animation that is only encoded again, all frames are in memory at once.
    if image.width * image.height * frame_count > MAX_PIXELS:
        raise InvalidPicture(_("The animation has too many frames for its size."))
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        frames.append(frame.transpose(transposition))
        durations.append(frame.info.get("duration", 0))
    output = BytesIO()
    frames[0].info = {}
    frames[0].save(
        output,
        image.format,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=image.info.get("loop", 0),
        **_get_options(image),
    )
    return output.getvalue()


def _get_options(image: Image.Image) -> dict[str, Any]:
    options = dict(_OPTIONS.get(image.format or "", {}))
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    return options


def is_animated(image: Image.Image) -> bool:
    # The additional pictures of an MPO are previews and depth maps, not frames.
    return image.format != "MPO" and getattr(image, "is_animated", False)
