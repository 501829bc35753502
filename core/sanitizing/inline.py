"""Inline formatting: open elements, and runs of text with the same formatting."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

# Nobody nests formatting deeper than this. Further opening tags have no effect.
_MAX_DEPTH = 64
_SPACES = re.compile("[ \t\n]+")
_BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u2060]*\\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """An inline element: its name and its complete opening tag."""

    name: str
    opening: str

    @classmethod
    def plain(cls, name: str) -> "Style":
        """Return a style whose tag has no attributes."""
        return cls(name, f"<{name}>")


# Elements inside one another, outermost first.
type Styles = tuple[Style, ...]


class InlineStack:
    """The inline elements that the source has opened but not yet closed.

    ``styles`` is their combined effect: an element inside another with the same name adds nothing,
    except that a link inside a link replaces the outer one.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, Styles]] = []
        self.styles: Styles = ()

    def push(self, name: str, *styles: Style) -> None:
        """Open the tag ``name``, which applies the given styles, if any."""
        if len(self._open) < _MAX_DEPTH:
            self._open.append((name, styles))
            self._update()

    def pop(self, name: str) -> None:
        """Close the innermost tag ``name``, if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                del self._open[index]
                self._update()
                return

    def retain(self, is_wanted: Callable[[str], bool]) -> None:
        """Close all tags whose names aren't wanted."""
        if self._open:
            self._open = [entry for entry in self._open if is_wanted(entry[0])]
            self._update()

    def _update(self) -> None:
        styles: dict[str, Style] = {}
        for _, opened in self._open:
            for style in opened:
                if style.name == "a" or style.name not in styles:
                    styles[style.name] = style
        self.styles = tuple(styles.values())


@dataclass(frozen=True, slots=True)
class Run:
    """Text with uniform formatting, or a piece of finished HTML, such as a picture."""

    styles: Styles
    text: str
    is_html: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.is_html and is_blank(self.text)

    @property
    def html(self) -> str:
        return self.text if self.is_html else html.escape(self.text, quote=False)


type Line = list[Run]


def is_blank(text: str) -> bool:
    """Check whether the text has no visible characters."""
    return _BLANK.match(text) is not None


def merge_runs(line: Line) -> list[Run]:
    """Join adjacent runs with equal formatting. Spaces get the formatting their neighbors share."""
    merged: list[Run] = []
    space = ""
    for run in line:
        if run.is_blank:
            space += run.text
            continue
        if space:
            before = merged[-1].styles if merged else ()
            _append(merged, Run(_get_common(before, run.styles), space))
            space = ""
        _append(merged, run)
    return [run if run.is_html else _normalize(run) for run in merged]


def strip_line(runs: list[Run]) -> None:
    """Remove spaces from both ends, in place."""
    _strip_start(runs, lambda text: text.lstrip(" "))
    runs.reverse()
    _strip_start(runs, lambda text: text.rstrip(" \xa0"))
    runs.reverse()


def render_lines(lines: list[Line], line_end: str = "<br>") -> str:
    """Return lines as HTML. Elements may stay open across line breaks."""
    out: list[str] = []
    opened: Styles = ()
    for number, line in enumerate(lines):
        if number:
            opened = _switch(out, opened, _get_common(opened, line[0].styles if line else ()))
            out.append(line_end)
        for run in line:
            opened = _switch(out, opened, run.styles)
            out.append(run.html)
    _switch(out, opened, ())
    return "".join(out)


def _append(runs: list[Run], run: Run) -> None:
    before = runs[-1] if runs else None
    if before and not (before.is_html or run.is_html) and before.styles == run.styles:
        runs[-1] = Run(run.styles, before.text + run.text)
    else:
        runs.append(run)


def _strip_start(runs: list[Run], strip: Callable[[str], str]) -> None:
    while runs and not runs[0].is_html:
        if text := strip(runs[0].text):
            runs[0] = Run(runs[0].styles, text)
            return
        del runs[0]


def _normalize(run: Run) -> Run:
    return Run(run.styles, _SPACES.sub(" ", unicodedata.normalize("NFC", run.text)))


def _switch(out: list[str], opened: Styles, wanted: Styles) -> Styles:
    """Write the tags needed to switch from the ``opened`` styles to the ``wanted`` ones."""
    common = len(_get_common(opened, wanted))
    out.extend(f"</{style.name}>" for style in reversed(opened[common:]))
    out.extend(style.opening for style in wanted[common:])
    return wanted


def _get_common(one: Styles, other: Styles) -> Styles:
    pairs = zip(one, other, strict=False)
    return tuple(style for style, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
