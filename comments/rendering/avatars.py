"""Generated avatars: a pattern of tiles with mirror symmetry.

The pattern depends on the commenter's slug, which is unique, so people with the same name get
different avatars. URLs are signed, so serving an avatar requires no database query, and requests
for made-up slugs can't make the server draw pictures.
"""

import colorsys
import hashlib
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from PIL import Image, ImageDraw, ImageOps

# In pixels. The first is for comments on screens with two pixels per CSS pixel.
SIZES = (64, 128)
# Part of the URLs. Increment it when the pictures change.
STYLE = 1

_TILES = 4
# Pictures are scaled down by this factor for smooth edges.
_OVERSAMPLING = 4
_PALETTE_SIZE = 16


def build_avatar_url(slug: str, size: int = SIZES[0], *, path_pattern: str = "") -> str:
    """Return the permanent URL of a commenter's avatar.

    To build many URLs, pass the result of ``get_avatar_path_pattern`` as ``path_pattern``.
    """
    path = (path_pattern or get_avatar_path_pattern()).replace("/-/", f"/{quote(slug)}/")
    return f"{path}?s={size}&v={sign_slug(slug)}"


def get_avatar_path_pattern() -> str:
    """Return the avatar path with a dash in place of the slug."""
    return reverse("comments:avatar", args=["-"])


@lru_cache(maxsize=4096)
def sign_slug(slug: str) -> str:
    """Return the signature for the URL of a commenter's avatar."""
    return salted_hmac(
        "comments.rendering.avatars", f"{STYLE}:{slug}", algorithm="sha256"
    ).hexdigest()[:12]


def is_valid_signature(slug: str, signature: str) -> bool:
    return constant_time_compare(sign_slug(slug), signature)


@lru_cache(maxsize=1024)
def draw_avatar(slug: str, size: int) -> bytes:
    """Return the avatar as a PNG of ``size`` by ``size`` pixels. Takes a millisecond or two."""
    # This isn't a secret; the digest only has to be evenly distributed.
    digest = hashlib.sha256(f"{STYLE}:{slug}".encode()).digest()
    background, foreground = _choose_colors(digest)
    half = Image.new("RGB", (size * _OVERSAMPLING // 2, size * _OVERSAMPLING), background)
    canvas = ImageDraw.Draw(half)
    step = size * _OVERSAMPLING // _TILES
    for n in range(_TILES * _TILES // 2):
        row, column = divmod(n, _TILES // 2)
        _draw_tile(canvas, column * step, row * step, step, digest[8 + n], foreground)
    whole = Image.new("RGB", (size * _OVERSAMPLING, size * _OVERSAMPLING))
    whole.paste(half, (0, 0))
    whole.paste(ImageOps.mirror(half), (half.width, 0))
    small = whole.resize((size, size), Image.Resampling.LANCZOS).quantize(_PALETTE_SIZE)
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


type _Color = tuple[int, int, int]


def _choose_colors(digest: bytes) -> tuple[_Color, _Color]:
    """Return a light background color and a dark foreground color.

    Both are visible on white pages and on black pages.
    """
    hue = digest[0] / 256
    other = (hue + (digest[1] % 5 - 2) / 12) % 1
    return (
        _convert_color(hue, lightness=0.80, saturation=0.38),
        _convert_color(other, lightness=0.36, saturation=0.42),
    )


def _convert_color(hue: float, *, lightness: float, saturation: float) -> _Color:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _draw_tile(
    canvas: ImageDraw.ImageDraw, x: int, y: int, step: int, byte: int, color: _Color
) -> None:
    """Draw one tile: empty, a square, a quarter of a disk, or half a square."""
    kind, turn = divmod(byte, 4)
    corners = [(x, y), (x + step, y), (x + step, y + step), (x, y + step)]
    match kind % 6:
        case 0:
            canvas.rectangle([x, y, x + step, y + step], fill=color)
        case 1 | 2 | 3:
            cx, cy = corners[turn]
            box = [cx - step, cy - step, cx + step, cy + step]
            canvas.pieslice(box, turn * 90, turn * 90 + 90, fill=color)
        case 4:
            canvas.polygon([corner for n, corner in enumerate(corners) if n != turn], fill=color)
        case _:
            pass
