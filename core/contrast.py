"""Color contrast of text (WCAG 2.2, success criterion 1.4.3). Colors have the form ``#rrggbb``."""

import re
from collections.abc import Iterable

# The minimum for normal-size text.
MIN_CONTRAST = 4.5
_HEX = re.compile("#[0-9a-f]{6}", re.IGNORECASE)
_WHITE, _BLACK = "#ffffff", "#000000"
_STEPS = 100


def is_color(text: str) -> bool:
    return bool(_HEX.fullmatch(text))


def get_contrast(one: str, other: str) -> float:
    """Return the contrast ratio between two colors, from 1 to 21.

    See https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    """
    lighter, darker = sorted((_get_luminance(one), _get_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def get_lowest_contrast(color: str, backgrounds: Iterable[str]) -> float:
    """Return the lowest contrast between a color and any of the backgrounds."""
    return min(get_contrast(color, background) for background in backgrounds)


def make_readable(color: str, backgrounds: Iterable[str]) -> str:
    """Add just enough white or black to a color to make it readable on all backgrounds.

    If no such mixture is readable on all of them, return pure white or black.
    """
    backgrounds = list(backgrounds)
    is_dark = _get_luminance(backgrounds[0]) < 0.2
    target = _WHITE if is_dark else _BLACK
    for step in range(_STEPS):
        mixed = _mix(color, target, step / _STEPS)
        if get_lowest_contrast(mixed, backgrounds) >= MIN_CONTRAST:
            return mixed
    return target


def _get_channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _get_luminance(color: str) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in _get_channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(one: str, other: str, share: float) -> str:
    pairs = zip(_get_channels(one), _get_channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
