"""A canvas for ink-style drawings.

Drawings are made in black and white at a large scale and scaled down at the end, which smooths the
edges.
"""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw, ImageFont, ImageOps

type Point = tuple[float, float]

INK, PAPER = 0, 255
_INK_COLOR, _PAPER_COLOR = "#23201c", "#f3ecdd"
_COLOR_COUNT = 24


class Canvas:
    """A drawing of ``width`` by ``height`` units, with the origin at the top left."""

    def __init__(self, width: int, height: int, *, seed: int, scale: int = 3) -> None:
        self.width, self.height = width, height
        self.rng = Random(seed)  # noqa: S311 - repeatable irregular strokes
        self._scale = scale
        self._image = Image.new("L", (width * scale, height * scale), PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def line(self, points: Sequence[Point], thickness: float = 1.0, color: int = INK) -> None:
        width = max(1, round(thickness * self._scale))
        self._pen.line(self._scaled(points), fill=color, width=width, joint="curve")

    def polygon(self, points: Sequence[Point], color: int = INK) -> None:
        self._pen.polygon(self._scaled(points), fill=color)

    def circle(self, center: Point, radius: float, color: int = INK) -> None:
        x, y = center
        corners = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._pen.ellipse(corners, fill=color)

    def hatch(
        self, points: Sequence[Point], *, gap: float, thickness: float, slope: float = 0.0
    ) -> None:
        """Fill a polygon with parallel strokes; ``slope`` is their rise divided by their run."""
        mask = Image.new("L", self._image.size, 0)
        ImageDraw.Draw(mask).polygon(self._scaled(points), fill=255)
        self.polygon(points, PAPER)
        strokes = Image.new("L", self._image.size, PAPER)
        pen = ImageDraw.Draw(strokes)
        rise = slope * self.width
        y = min(0.0, -rise)
        while y < self.height + abs(rise):
            width = thickness * self.rng.uniform(0.7, 1.3)
            ends = self._scaled([(0, y + rise), (self.width, y)])
            pen.line(ends, fill=INK, width=max(1, round(width * self._scale)))
            y += gap * self.rng.uniform(0.85, 1.15)
        self._image.paste(strokes, mask=mask)
        self.line([*points, points[0]], 1.2)

    def text(self, center: Point, text: str, size: float) -> None:
        """Draw text with a paper-colored outline."""
        font = ImageFont.load_default(size * self._scale)
        ((x, y),) = self._pairs([center])
        halo = round(max(3, size / 4) * self._scale)
        self._pen.text(
            (x, y), text, INK, font=font, anchor="mm", stroke_width=halo, stroke_fill=PAPER
        )

    def frame(self) -> None:
        """Draw a double frame near the edges of the canvas."""
        for inset, thickness in ((14, 3.0), (20, 1.0)):
            right, bottom = self.width - inset, self.height - inset
            corners = [(inset, inset), (right, inset), (right, bottom), (inset, bottom)]
            self.line([*corners, corners[0], corners[1]], thickness)

    def render(self, width: int) -> Image.Image:
        """Return the drawing as an image that is ``width`` pixels wide, in ink and paper colors."""
        height = round(self.height * width / self.width)
        small = self._image.resize((width, height), Image.Resampling.LANCZOS)
        tinted = ImageOps.colorize(small, _INK_COLOR, _PAPER_COLOR)
        return tinted.quantize(_COLOR_COUNT, dither=Image.Dither.NONE)

    def _pairs(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]

    def _scaled(self, points: Sequence[Point]) -> list[float]:
        return [value for point in self._pairs(points) for value in point]


def build_wave(
    start: Point, length: float, height: float, *, waves: float, phase: float
) -> list[Point]:
    """Return the points of a wavy line that runs to the right from ``start``."""
    x, y = start
    steps = max(4, round(waves * 10))
    return [
        (x + length * n / steps, y + height * math.sin(phase + math.tau * waves * n / steps))
        for n in range(steps + 1)
    ]
