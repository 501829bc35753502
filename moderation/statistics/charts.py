"""Bar charts rendered on the server as SVG, with the same figures in a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.text import excerpt

# In SVG units; a chart is as wide as a page column or a phone screen.
WIDTH = 320
_ROW_HEIGHT = 40
_BAR_OFFSET = 19
# Number of label characters that fit beside the value.
_LABEL_LENGTH = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label above it."""

    label: str
    short_label: str
    value: int
    y: int
    width: int

    @property
    def bar_y(self) -> int:
        """The y coordinate of the bar's top edge."""
        return self.y + _BAR_OFFSET

    @property
    def text_y(self) -> int:
        """The y coordinate of the label's baseline."""
        return self.y + _BAR_OFFSET - 6


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart. ``key`` is unique on the page."""

    key: str
    title: str
    description: str
    bars: Sequence[Bar]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return _ROW_HEIGHT * len(self.bars)


def build_bar_chart(
    key: str, title: str, rows: Iterable[tuple[str, int]], *, description: str = ""
) -> Chart:
    """Build a chart of labeled values, in the given order.

    The longest bar fills the width; bars for values above zero are always visible.
    """
    figures = list(rows)
    highest = max((value for _label, value in figures), default=0)
    bars = [
        Bar(
            label,
            excerpt(label, _LABEL_LENGTH),
            value,
            y=_ROW_HEIGHT * index,
            width=max(round(WIDTH * value / highest), 2) if value else 0,
        )
        for index, (label, value) in enumerate(figures)
    ]
    return Chart(key, title, description, bars)
