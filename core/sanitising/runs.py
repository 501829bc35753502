"""Runs of text in a line, of one formatting each: tidied, joined, and written as HTML."""

import html
import re
import unicodedata
from dataclasses import dataclass
from itertools import takewhile

from core.sanitising.inline import Context

_SPACES = re.compile("[ \t\n]+")
_NOTHING = re.compile("[\\s\u00ad\u200b-\u200f\u2060]*\\Z")


def is_blank(text: str) -> bool:
    """Say whether a reader would see nothing of this text."""
    return _NOTHING.match(text) is not None


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one formatting, or a piece of finished HTML such as a picture."""

    context: Context
    text: str
    finished: bool = False

    @property
    def blank(self) -> bool:
        """Whether a reader would see nothing of it."""
        return not self.finished and is_blank(self.text)

    @property
    def html(self) -> str:
        """The text escaped, or what was finished before."""
        return self.text if self.finished else html.escape(self.text, quote=False)


type Line = list[Run]


def merge(line: Line) -> list[Run]:
    """Join neighbours of the same formatting; space takes what the runs around it share."""
    merged: list[Run] = []
    space = ""
    for run in line:
        if run.blank:
            space += run.text
            continue
        if space:
            before = merged[-1].context if merged else ()
            _append(merged, Run(_shared(before, run.context), space))
            space = ""
        _append(merged, run)
    return [run if run.finished else _normal(run) for run in merged]


def _append(runs: list[Run], run: Run) -> None:
    before = runs[-1] if runs else None
    if before and not (before.finished or run.finished) and before.context == run.context:
        runs[-1] = Run(run.context, before.text + run.text)
    else:
        runs.append(run)


def strip_first(runs: list[Run], *, left: bool = True) -> None:
    """Take the space off the outer end of the first run, and off the next if it was only that."""
    while runs and not runs[0].finished:
        text = runs[0].text.lstrip(" ") if left else runs[0].text.rstrip(" \xa0")
        if text:
            runs[0] = Run(runs[0].context, text)
            return
        del runs[0]


def _normal(run: Run) -> Run:
    return Run(run.context, _SPACES.sub(" ", unicodedata.normalize("NFC", run.text)))


def inline_html(lines: list[Line], line_end: str = "<br>") -> str:
    """Return lines as HTML; formatting that goes on over a line's end is not opened again."""
    out: list[str] = []
    opened: Context = ()
    for number, line in enumerate(lines):
        if number:
            opened = _change(out, opened, _shared(opened, line[0].context if line else ()))
            out.append(line_end)
        for run in line:
            opened = _change(out, opened, run.context)
            out.append(run.html)
    _change(out, opened, ())
    return "".join(out)


def _change(out: list[str], opened: Context, wanted: Context) -> Context:
    """Close and open tags so that ``wanted`` is in force; return it."""
    same = len(_shared(opened, wanted))
    out.extend(f"</{style.name}>" for style in reversed(opened[same:]))
    out.extend(style.opening for style in wanted[same:])
    return wanted


def _shared(one: Context, other: Context) -> Context:
    pairs = zip(one, other, strict=False)
    return tuple(style for style, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
