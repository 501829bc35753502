"""A picture drawn narrower, in the formats that browsers take.

Variants are in sRGB and carry no profile: a few hundred bytes less for each, and the same colours
on every screen. The picture itself keeps its own profile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from blog.pictures import FORMATS, SUFFIXES, is_animated

# Of a column of 36rem: phones, the column itself, and screens with two and three dots a pixel.
WIDTHS = (400, 800, 1200, 1800)
# By the name that the model has for them, the best first: Pillow's name and how well it is drawn.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 7}),
    "webp": ("WEBP", {"quality": 80}),
    "jpeg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
}

_ALLOWANCE = 1.25


@dataclass(frozen=True, slots=True)
class Drawn:
    """One variant: its kind of ``KINDS``, its size, and its file."""

    kind: str
    width: int
    height: int
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of its file's name."""
        return SUFFIXES[KINDS[self.kind][0]]


def draw_variants(data: bytes) -> list[Drawn]:
    """Return the variants of a picture file; none of one that moves.

    A kind that makes the file no smaller is left out, and so is JPEG where there is transparency.
    Whatever Pillow raises for a broken file goes through.
    """
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        if is_animated(image):
            return []
        ImageOps.exif_transpose(image, in_place=True)
        whole = in_srgb(image)
    kinds = [kind for kind in KINDS if not (kind == "jpeg" and whole.mode == "RGBA")]
    sizes = [_resized(whole, width) for width in widths_of(whole.width)]
    drawn = {kind: [_drawn(size, kind) for size in sizes] for kind in kinds}
    return [
        variant
        for variants in drawn.values()
        if variants[-1].width < whole.width or _is_worth_it(variants, len(data))
        for variant in variants
    ]


def _is_worth_it(variants: list[Drawn], size: int) -> bool:
    """Whether drawings up to a file's own width save anything against the file."""
    # Where there are narrower ones, which most readers get, the widest may be a little larger.
    allowed = size if len(variants) == 1 else size * _ALLOWANCE
    return len(variants[-1].data) < allowed


def widths_of(width: int) -> Iterator[int]:
    """Yield the widths for a picture of this width: the narrower ones, then its own or the last."""
    # One that is hardly narrower than the next saves nothing.
    yield from (one for one in WIDTHS[:-1] if one < width * 0.9)
    yield min(width, WIDTHS[-1])


def in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, or in RGBA where anything of it is transparent."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I"):
        # 16 bits of grey, of which Pillow would keep the lower ones.
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
            # A profile that is broken or for other colours says nothing about these.
            return _convert(image, mode)
        return converted or image
    return _convert(image, mode)


def _convert(image: Image.Image, mode: str) -> Image.Image:
    return image if image.mode == mode else image.convert(mode)


def _resized(whole: Image.Image, width: int) -> Image.Image:
    height = max(1, round(width * whole.height / whole.width))
    if width == whole.width:
        return whole
    return whole.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _drawn(image: Image.Image, kind: str) -> Drawn:
    output = BytesIO()
    name, options = KINDS[kind]
    image.save(output, name, icc_profile=None, **options)
    return Drawn(kind, image.width, image.height, output.getvalue())
