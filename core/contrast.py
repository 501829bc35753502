"""How well one colour is read on another (WCAG 2.2, success criterion 1.4.3)."""

import re
from collections.abc import Iterable

# What text of normal size must have against its ground.
MIN_CONTRAST = 4.5
_HEX = re.compile("#[0-9a-f]{6}", re.IGNORECASE)
_WHITE, _BLACK = "#ffffff", "#000000"
_STEPS = 100


def is_color(text: str) -> bool:
    """Whether the text is a colour as style sheets write it, ``#rrggbb``."""
    return bool(_HEX.fullmatch(text))


def get_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (``#rrggbb``), from 1 to 21.

    The formula is WCAG's: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def get_lowest_contrast(colour: str, grounds: Iterable[str]) -> float:
    """Return the lowest contrast that a colour has on any of several grounds."""
    return min(get_contrast(colour, ground) for ground in grounds)


def make_readable(colour: str, grounds: Iterable[str]) -> str:
    """Return the colour, or the nearest one mixed with white or black that is read on all grounds.

    Grounds that lie on both sides of the colour may have none; black or white is returned then.
    """
    grounds = list(grounds)
    dark_grounds = _luminance(grounds[0]) < 0.2
    towards = _WHITE if dark_grounds else _BLACK
    for step in range(_STEPS):
        mixed = _mixed(colour, towards, step / _STEPS)
        if get_lowest_contrast(mixed, grounds) >= MIN_CONTRAST:
            return mixed
    return towards


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
