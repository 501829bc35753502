"""Writing HTML that is valid by construction: paragraphs in blocks, formatting inside paragraphs.

A ``Flow`` is told what the source says, in the order in which it says it, however badly nested.
It never puts a block into a paragraph, closes what is open, leaves out what stays empty, and
escapes all text. Formatting that runs over several paragraphs is closed and opened again. An empty
cell stays where anything stands in its table, because the cells after it belong below their heads.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.sanitising.inline import Context, Style
from core.sanitising.runs import Line, Run, inline_html, merge, strip_first

# Quotes and lists inside each other; a real discussion reaches four.
DEEPEST = 8

_NESTING = {"blockquote", "ul", "ol", "dl", "table", "figure"}
_SECTIONS = ("tbody", "thead", "tfoot")
# What a block must lie in; the first one is made where it is missing.
_PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "td": ("tr",),
    "th": ("tr",),
    "tr": _SECTIONS,
    "tbody": ("table",),
    "thead": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "figcaption": ("figure",),
}
# What text lies in where the source puts it directly into one of these.
_CHILDREN = {"ul": "li", "ol": "li", "dl": "dd", "table": "tbody", "tr": "td"} | dict.fromkeys(
    _SECTIONS, "tr"
)
# A sole paragraph in one of these is written without its tags.
_TIGHT = {"li", "dd", "dt", "td", "th", "caption", "figcaption", "figure"}
_CELLS = {"td", "th", "caption"}
_TABLE_PARTS = {"table", "tr", *_SECTIONS, *_CELLS}
# What holds a place in a table even when nothing stands in it.
_PLACES = {"td", "th"}


@dataclass(slots=True)
class _Frame:
    """An open block; it is written only when something stands in it."""

    tag: str
    attributes: str = ""
    marked: bool = False
    written: bool = False
    # Cells and rows in which nothing stood, to be written when something comes after them.
    empty: str = ""
    # Where the sole paragraph stands, for as long as it is the sole one.
    sole: int | None = None
    paragraphs: int = 0


type Linker = Callable[[str], Iterable[tuple[str, str]]]


class Flow:
    """Collects blocks, lines and runs of text, and gives the HTML of them at the end.

    ``linker`` cuts text into pieces ``(piece, link)``, where ``link`` is the opening tag of the
    link that the piece shall be, or empty; without it nothing in the text becomes a link by itself.
    """

    def __init__(self, *, linker: Linker | None = None) -> None:
        self._linker = linker
        self._out: list[str] = []
        self._frames: list[_Frame] = []
        self._too_deep = 0
        self._lines: list[Line] = [[]]
        self._leaf = ("p", "")
        self.empty_paragraphs = 0

    # Text

    def write(self, text: str, context: Context = ()) -> None:
        """Add text to the current line; white space in it counts as a space."""
        if text:
            self._lines[-1].append(Run(context, text))

    def insert(self, finished: str, context: Context = ()) -> None:
        """Add finished inline HTML, such as a picture, to the current line."""
        self._lines[-1].append(Run(context, finished, finished=True))

    def break_line(self) -> None:
        """Begin another line; an empty line ends the paragraph."""
        self._lines.append([])

    def fresh_line(self) -> None:
        """Begin another line unless nothing was written on this one."""
        if self._lines[-1]:
            self.break_line()

    def begin(self, leaf: str, attributes: str = "") -> None:
        """End the paragraph, and make the next one a ``leaf``: p, h2 to h6, or pre."""
        self.end_paragraph()
        self._leaf = (leaf, attributes)

    def end_paragraph(self) -> None:
        """Write what was collected, if that is anything."""
        lines, self._lines = self._lines, [[]]
        (leaf, attributes), self._leaf = self._leaf, ("p", "")
        if leaf == "pre":
            self._write_block(_preformatted(lines))
            return
        tidied = [self._tidy(line) for line in lines]
        if not any(tidied):
            self.empty_paragraphs += any(run.text.strip(" \t\n") for line in lines for run in line)
        for paragraph in _paragraphs(tidied, split=leaf == "p"):
            self._write_leaf(leaf, attributes, inline_html(paragraph))

    def rule(self) -> None:
        """Add a thematic break."""
        self.end_paragraph()
        self._write_block("<hr>")

    # Blocks

    def open(self, tag: str, attributes: str = "", *, marked: bool = False) -> None:
        """Open a block. ``marked`` tells quotes drawn from ``>`` signs from others."""
        self.end_paragraph()
        if tag in _NESTING and self._depth() >= DEEPEST:
            self._too_deep += 1
        elif not self._too_deep and self._make_room(tag):
            self._frames.append(_Frame(tag, attributes, marked))

    def close(self, tag: str) -> None:
        """Close the innermost such block with all that is open in it, if there is one."""
        self.end_paragraph()
        if self._too_deep:
            self._too_deep -= tag in _NESTING
            return
        within = len(self._frames) - 1
        while within >= 0 and self._frames[within].tag != tag:
            if self._frames[within].tag in _CELLS and tag not in _TABLE_PARTS:
                return
            within -= 1
        if within >= 0:
            self._close_from(within)

    def close_marked(self) -> None:
        """Close the innermost marked quote with all that is open in it."""
        self.end_paragraph()
        marked = [place for place, frame in enumerate(self._frames) if frame.marked]
        if marked:
            self._close_from(marked[-1])

    def count(self, tag: str, *, marked: bool = False) -> int:
        """Count the open blocks of a name, all or the marked ones."""
        return sum(frame.tag == tag and frame.marked >= marked for frame in self._frames)

    def inside(self, tag: str) -> bool:
        """Say whether such a block is open."""
        return any(frame.tag == tag for frame in self._frames)

    @property
    def has_text(self) -> bool:
        """Whether the paragraph has anything to show so far."""
        return any(not run.blank for line in self._lines for run in line)

    @property
    def only_quotes(self) -> bool:
        """Whether nothing is open but quotes, so that text stands by itself."""
        return all(frame.tag == "blockquote" for frame in self._frames)

    def finish(self) -> str:
        """Close everything and return the HTML."""
        self.end_paragraph()
        self._close_from(0)
        return "".join(self._out).strip("\n")

    # How blocks get their place

    def _depth(self) -> int:
        return sum(frame.tag in _NESTING for frame in self._frames)

    def _close_from(self, place: int) -> None:
        while len(self._frames) > place:
            frame = self._frames.pop()
            if frame.written:
                self._out.append(f"</{frame.tag}>")
                self._end_block()
            elif frame.tag in _PLACES or (frame.empty and frame.tag != "table"):
                self._keep_place(self._frames[-1], frame)

    def _keep_place(self, around: _Frame, cells: _Frame) -> None:
        """Write cells that stayed empty, or remember them until something stands around them."""
        place = f"<{cells.tag}{cells.attributes}>{cells.empty}</{cells.tag}>"
        if around.written:
            self._out.append(place)
        else:
            around.empty += place

    def _make_room(self, tag: str) -> bool:
        """Close or open what it takes for ``tag`` to be allowed; False where it can't be."""
        parents = _PARENTS.get(tag)
        if parents is None:
            self._open_child()
            return True
        if tag in _TABLE_PARTS or tag == "figcaption":
            return self._return_to(tag, parents)
        if self._frames and self._frames[-1].tag in _siblings(tag):
            self._close_from(len(self._frames) - 1)
        if not self._frames or self._frames[-1].tag not in parents:
            if self._depth() >= DEEPEST:
                return False
            self.open(parents[0])
        return True

    def _return_to(self, tag: str, parents: tuple[str, ...]) -> bool:
        """Close up to the nearest part of the table (or figure) that can hold ``tag``."""
        holders = set(parents)
        while "table" not in holders and "figure" not in holders:
            holders |= {grand for holder in holders for grand in _PARENTS.get(holder, ())}
        places = [i for i, frame in enumerate(self._frames) if frame.tag in holders]
        if not places:
            return False
        self._close_from(places[-1] + 1)
        if self._frames[-1].tag not in parents:
            self.open(parents[0])
        return True

    def _open_child(self) -> None:
        """Open the item or cell that must stand between the current block and its content."""
        while self._frames and (child := _CHILDREN.get(self._frames[-1].tag)):
            self._frames.append(_Frame(child))

    # How it is written

    def _begin_content(self) -> None:
        self._open_child()
        for frame in self._frames:
            if not frame.written:
                self._out.append(f"<{frame.tag}{frame.attributes}>{frame.empty}")
                frame.written = True

    def _end_block(self) -> None:
        if not self._frames:
            self._out.append("\n")

    def _write_block(self, block: str) -> None:
        if block:
            self._begin_content()
            self._out.append(block)
            self._end_block()

    def _write_leaf(self, leaf: str, attributes: str, inner: str) -> None:
        self._begin_content()
        frame = self._frames[-1] if self._frames else None
        if leaf == "p" and frame and frame.tag in _TIGHT:
            self._write_tight(frame, inner)
            return
        self._out.append(f"<{leaf}{attributes}>{inner}</{leaf}>")
        self._end_block()

    def _write_tight(self, frame: _Frame, inner: str) -> None:
        """Write the first paragraph bare, and give it its tags when a second one follows."""
        frame.paragraphs += 1
        if frame.paragraphs == 1:
            frame.sole = len(self._out)
            self._out.append(inner)
            return
        if frame.sole is not None:
            self._out[frame.sole] = f"<p>{self._out[frame.sole]}</p>"
            frame.sole = None
        self._out.append(f"<p>{inner}</p>")

    def _tidy(self, line: Line) -> Line:
        """Merge runs that are formatted alike, find addresses, drop space at both ends."""
        runs = merge(line)
        if self._linker:
            runs = merge([piece for run in runs for piece in self._linked(run)])
        if all(run.blank for run in runs):
            return []
        strip_first(runs)
        runs.reverse()
        strip_first(runs, left=False)
        runs.reverse()
        return runs

    def _linked(self, run: Run) -> Iterator[Run]:
        linked = any(style.name == "a" for style in run.context)
        if self._linker is None or run.finished or linked:
            yield run
            return
        for piece, link in self._linker(run.text):
            style = (Style("a", link),) if link else ()
            yield Run(run.context + style, piece)


def _siblings(tag: str) -> tuple[str, ...]:
    """Return the blocks that end where ``tag`` begins."""
    return ("li",) if tag == "li" else ("dt", "dd")


def _paragraphs(lines: list[Line], *, split: bool) -> Iterator[list[Line]]:
    """Group lines into paragraphs at the empty ones, or into one if not to be split."""
    paragraph: list[Line] = []
    for line in lines:
        if line:
            paragraph.append(line)
        elif paragraph and split:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _preformatted(lines: list[Line]) -> str:
    """Write lines as they are; the parser would drop a line end right after the tag."""
    inner = inline_html(lines, line_end="\n").strip("\n")
    return f"<pre>{inner}</pre>" if inner.strip() else ""
