"""Lines of formatted text: merging, stripping, linking, and rendering.

``writer`` collects a block's text as lines of runs, and renders them when the block ends.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

from core.sanitizing.reader import Styles, add_link, has_link, is_blank, split_at_urls
from core.text import normalize

_SPACES = re.compile("[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text with uniform formatting, or a piece of ready-made HTML, such as a picture."""

    styles: Styles
    text: str
    is_html: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.is_html and is_blank(self.text)


type Line = list[Run]
# Returns the opening tag of a link to a URL.
type LinkBuilder = Callable[[str], str]


def tidy(line: Line, build_link: LinkBuilder | None) -> Line:
    """Merge a line's runs, link its URLs, and strip its spaces. Return [] for a blank line."""
    runs = _merge_runs(line)
    if build_link:
        runs = _merge_runs([piece for run in runs for piece in _link_urls(run, build_link)])
    if all(run.is_blank for run in runs):
        return []
    _strip_line(runs)
    return runs


def _merge_runs(line: Line) -> Line:
    """Join adjacent runs with equal formatting. Spaces get the formatting common to both sides."""
    spaced: Line = []
    before: Styles = ()
    spaces = ""
    for is_blank_part, part in groupby(line, lambda run: run.is_blank):
        runs = list(part)
        if is_blank_part:
            spaces = "".join(run.text for run in runs)
            continue
        if spaces:
            spaced.append(Run(_get_common(before, runs[0].styles), spaces))
        spaced += runs
        before, spaces = runs[-1].styles, ""
    return list(_join_runs(spaced))


def _link_urls(run: Run, build_link: LinkBuilder) -> Iterator[Run]:
    """Split a run at its URLs, which become links."""
    if run.is_html or has_link(run.styles):
        yield run
        return
    for text, url in split_at_urls(run.text):
        yield Run(add_link(run.styles, build_link(url)) if url else run.styles, text)


def _strip_line(runs: Line) -> None:
    """Remove spaces from both ends of a line, in place."""
    _strip_start(runs, lambda text: text.lstrip(" "))
    runs.reverse()
    _strip_start(runs, lambda text: text.rstrip(" \xa0"))
    runs.reverse()


def render_lines(lines: Iterable[Line], line_end: str = "<br>") -> str:
    """Return lines as HTML. Elements may stay open across line breaks."""
    out: list[str] = []
    opened: Styles = ()
    for number, line in enumerate(lines):
        if number:
            opened = _switch(out, opened, _get_common(opened, line[0].styles if line else ()))
            out.append(line_end)
        for run in line:
            opened = _switch(out, opened, run.styles)
            out.append(run.text if run.is_html else html.escape(run.text, quote=False))
    _switch(out, opened, ())
    return "".join(out)


def _join_runs(line: Line) -> Iterator[Run]:
    for (is_html, styles), runs in groupby(line, lambda run: (run.is_html, run.styles)):
        if is_html:
            yield from runs
        else:
            yield _normalize(Run(styles, "".join(run.text for run in runs)))


def _strip_start(runs: Line, strip: Callable[[str], str]) -> None:
    while runs and not runs[0].is_html:
        if text := strip(runs[0].text):
            runs[0] = Run(runs[0].styles, text)
            return
        del runs[0]


def _normalize(run: Run) -> Run:
    return Run(run.styles, _SPACES.sub(" ", normalize("NFC", run.text)))


def _switch(out: list[str], opened: Styles, wanted: Styles) -> Styles:
    """Write the tags needed to switch from the ``opened`` styles to the ``wanted`` ones."""
    common = len(_get_common(opened, wanted))
    out.extend(f"</{style.name}>" for style in reversed(opened[common:]))
    out.extend(style.opening for style in wanted[common:])
    return wanted


def _get_common(one: Styles, other: Styles) -> Styles:
    pairs = zip(one, other, strict=False)
    return tuple(style for style, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def render_preformatted(lines: list[Line]) -> str:
    """Return lines as a ``pre`` element, without newlines at either end.

    HTML parsers would drop a newline right after the opening tag.
    """
    content = render_lines(lines, line_end="\n").strip("\n")
    return f"<pre>{content}</pre>" if content.strip() else ""
