"""Pictures of people, drawn here from their names: a pattern of tiles, the same on both sides.

The pattern comes from the slug, of which no two commenters have the same, so that two who share a
name can be told apart. Its address holds a signature: nobody can make the server draw for made-up
names, and nobody has to be looked up in the database for it.
"""

import colorsys
import hashlib
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from PIL import Image, ImageDraw, ImageOps

# In pixels. The first is for a list of comments, on a screen with two pixels to the point.
SIZES = (64, 128)
# Goes up when the pictures change, so that browsers fetch them anew.
STYLE = 1

_TILES = 4
# Drawn four times as large and made smaller, which smooths the edges.
_FINE = 4
_COLOURS = 16


def address(slug: str, size: int = SIZES[0], *, anybodys: str = "") -> str:
    """Return the address of a commenter's picture; it stands for ever, and so may be kept.

    Whoever needs many gives ``anybodys``, the path that ``anybodys_path`` returns.
    """
    path = (anybodys or anybodys_path()).replace("/-/", f"/{quote(slug)}/")
    return f"{path}?s={size}&v={signature(slug)}"


def anybodys_path() -> str:
    """Return the path of pictures, with a dash for the slug."""
    return reverse("comments:avatar", args=["-"])


@lru_cache(maxsize=4096)
def signature(slug: str) -> str:
    """Return what shows that an address was written by this site."""
    return salted_hmac("comments.avatars", f"{STYLE}:{slug}", algorithm="sha256").hexdigest()[:12]


def is_ours(slug: str, claimed: str) -> bool:
    """Whether the signature of an address is right."""
    return constant_time_compare(signature(slug), claimed)


@lru_cache(maxsize=1024)
def draw(slug: str, size: int) -> bytes:
    """Return the picture as a PNG of ``size`` by ``size`` pixels. Takes a millisecond or two."""
    # Which tile where is no secret; the digest only has to spread.
    digest = hashlib.sha256(f"{STYLE}:{slug}".encode()).digest()
    ground, figure = _colours(digest)
    half = Image.new("RGB", (size * _FINE // 2, size * _FINE), ground)
    pen = ImageDraw.Draw(half)
    step = size * _FINE // _TILES
    for n in range(_TILES * _TILES // 2):
        row, column = divmod(n, _TILES // 2)
        _tile(pen, column * step, row * step, step, digest[8 + n], figure)
    whole = Image.new("RGB", (size * _FINE, size * _FINE))
    whole.paste(half, (0, 0))
    whole.paste(ImageOps.mirror(half), (half.width, 0))
    small = whole.resize((size, size), Image.Resampling.LANCZOS).quantize(_COLOURS)
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


type _Colour = tuple[int, int, int]


def _colours(digest: bytes) -> tuple[_Colour, _Colour]:
    """Return a pale ground and a deep figure, which stand out on white and on black paper."""
    hue = digest[0] / 256
    other = (hue + (digest[1] % 5 - 2) / 12) % 1
    return _colour(hue, lightness=0.80, strength=0.38), _colour(
        other, lightness=0.36, strength=0.42
    )


def _colour(hue: float, *, lightness: float, strength: float) -> _Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, strength)
    return round(red * 255), round(green * 255), round(blue * 255)


def _tile(pen: ImageDraw.ImageDraw, x: int, y: int, step: int, byte: int, figure: _Colour) -> None:
    """Draw one tile: nothing, a square, a quarter of a disc or half a square."""
    kind, turn = divmod(byte, 4)
    corners = [(x, y), (x + step, y), (x + step, y + step), (x, y + step)]
    match kind % 6:
        case 0:
            pen.rectangle([x, y, x + step, y + step], fill=figure)
        case 1 | 2 | 3:
            cx, cy = corners[turn]
            box = [cx - step, cy - step, cx + step, cy + step]
            pen.pieslice(box, turn * 90, turn * 90 + 90, fill=figure)
        case 4:
            pen.polygon([corner for n, corner in enumerate(corners) if n != turn], fill=figure)
        case _:
            pass
