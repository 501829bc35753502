"""Bars, drawn by the server as SVG: no script, and the same figures in a table beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.text import excerpt

# In the units of the drawing, which is as wide as a column of a page or a phone.
WIDTH = 320
_ROW = 40
_BAR_FROM = 19
# What fits above a bar, beside its figure.
_LABEL = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with what stands above it."""

    label: str
    short_label: str
    value: int
    y: int
    width: int

    @property
    def bar_y(self) -> int:
        """Where the bar begins."""
        return self.y + _BAR_FROM

    @property
    def text_y(self) -> int:
        """The line on which its label stands."""
        return self.y + _BAR_FROM - 6


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one measure. ``key`` tells it from other charts of the page."""

    key: str
    title: str
    description: str
    bars: Sequence[Bar]

    @property
    def width(self) -> int:
        """How wide the drawing is."""
        return WIDTH

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return _ROW * len(self.bars)


def bar_chart(
    key: str, title: str, rows: Iterable[tuple[str, int]], *, description: str = ""
) -> Chart:
    """Return a chart of labelled figures, in the order in which they come.

    The longest bar is as wide as the drawing, and what is more than nothing can be seen.
    """
    figures = list(rows)
    most = max((value for _label, value in figures), default=0)
    bars = [
        Bar(
            label,
            excerpt(label, _LABEL),
            value,
            y=_ROW * place,
            width=max(round(WIDTH * value / most), 2) if value else 0,
        )
        for place, (label, value) in enumerate(figures)
    ]
    return Chart(key, title, description, bars)
