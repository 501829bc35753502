"""Resize a picture and encode it in the formats that browsers support.

Renditions use sRGB without an embedded profile, which saves a few hundred bytes each and keeps
colors consistent across screens. The picture itself keeps its own profile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from blog.pictures.sanitizing import EXTENSIONS, FORMATS, is_animated

# For a 36rem column: phones, the column itself, and screens with pixel ratios of 2 and 3.
WIDTHS = (400, 800, 1200, 1800)
# ``Rendition.Format`` -> Pillow's format name and encoder options, best format first.
RENDITION_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 7}),
    "webp": ("WEBP", {"quality": 80}),
    "jpeg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
}

_MAX_SIZE_RATIO = 1.25


@dataclass(frozen=True, slots=True)
class EncodedRendition:
    """The encoded file of one rendition. ``format`` is a key of ``RENDITION_FORMATS``."""

    format: str
    width: int
    height: int
    data: bytes

    @property
    def extension(self) -> str:
        return EXTENSIONS[RENDITION_FORMATS[self.format][0]]


def encode_renditions(data: bytes) -> list[EncodedRendition]:
    """Encode all renditions of a picture file; return an empty list for an animation.

    Formats that don't make the file smaller are omitted, as is JPEG for transparent pictures.
    Pillow's exceptions for broken files are not caught.
    """
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        if is_animated(image):
            return []
        ImageOps.exif_transpose(image, in_place=True)
        full = convert_to_srgb(image)
    formats = [name for name in RENDITION_FORMATS if not (name == "jpeg" and full.mode == "RGBA")]
    resized = [_resize(full, width) for width in get_widths(full.width)]
    encoded = {name: [_encode(image, name) for image in resized] for name in formats}
    return [
        rendition
        for renditions in encoded.values()
        if renditions[-1].width < full.width or _is_smaller(renditions, len(data))
        for rendition in renditions
    ]


def _is_smaller(renditions: list[EncodedRendition], size: int) -> bool:
    """Check whether the widest rendition is small enough compared with a file of ``size`` bytes."""
    # Most readers get a narrower one if available, so the widest may be slightly larger than the
    # file.
    max_size = size if len(renditions) == 1 else size * _MAX_SIZE_RATIO
    return len(renditions[-1].data) < max_size


def get_widths(width: int) -> Iterator[int]:
    """Yield the widths of the renditions, in pixels, for a picture of the given width.

    The last one is the picture's width or the largest of ``WIDTHS``, whichever is smaller.
    """
    # A rendition barely narrower than the next one saves next to nothing.
    yield from (standard for standard in WIDTHS[:-1] if standard < width * 0.9)
    yield min(width, WIDTHS[-1])


def convert_to_srgb(image: Image.Image) -> Image.Image:
    """Convert a picture to sRGB: mode RGBA if it has transparency, otherwise RGB."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I"):
        # 16-bit grayscale: Pillow's own conversion would keep only the low byte.
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in {"P", "PA", "LA", "1"}:
        image = _convert(image, mode)
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            # Ignore a broken profile or one for another color model.
            return _convert(image, mode)
        return converted or image
    return _convert(image, mode)


def _convert(image: Image.Image, mode: str) -> Image.Image:
    return image if image.mode == mode else image.convert(mode)


def _resize(full: Image.Image, width: int) -> Image.Image:
    height = max(1, round(width * full.height / full.width))
    if width == full.width:
        return full
    return full.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encode(image: Image.Image, format_name: str) -> EncodedRendition:
    output = BytesIO()
    name, options = RENDITION_FORMATS[format_name]
    image.save(output, name, icc_profile=None, **options)
    return EncodedRendition(format_name, image.width, image.height, output.getvalue())
