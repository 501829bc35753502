"""Inline formatting that is in force at one point of a text."""

from collections.abc import Callable
from dataclasses import dataclass

# Deeper than this nobody formats; what is opened beyond is read as plain.
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Style:
    """One inline element: its name, and its whole opening tag."""

    name: str
    opening: str

    @classmethod
    def plain(cls, name: str) -> "Style":
        """Make the style of an element without attributes."""
        return cls(name, f"<{name}>")


type Context = tuple[Style, ...]


class InlineStack:
    """The inline elements that the source has opened and not closed yet, in order.

    ``context`` is what they amount to: an element inside another of its own name adds nothing,
    but a link inside a link replaces it.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, Context]] = []
        self.context: Context = ()

    def push(self, name: str, *styles: Style) -> None:
        """Open the tag ``name``, which stands for these styles (or for none)."""
        if len(self._open) < _DEEPEST:
            self._open.append((name, styles))
            self._update()

    def pop(self, name: str) -> None:
        """Close the innermost tag ``name``; without one nothing happens."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                del self._open[index]
                self._update()
                return

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Forget all tags whose name is not wanted."""
        if self._open:
            self._open = [entry for entry in self._open if wanted(entry[0])]
            self._update()

    def _update(self) -> None:
        styles: dict[str, Style] = {}
        for _, opened in self._open:
            for style in opened:
                if style.name == "a" or style.name not in styles:
                    styles[style.name] = style
        self.context = tuple(styles.values())
