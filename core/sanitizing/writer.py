"""Write HTML that is valid by construction: paragraphs in blocks, formatting in paragraphs.

The readers feed an ``HtmlWriter`` in source order, no matter how badly the source is nested. The
writer never puts a block inside a paragraph, closes whatever is open, omits whatever is empty, and
escapes all text. Formatting that spans several paragraphs is closed and reopened. Empty table cells
are written if anything else in the table is, so that the cells after them stay in their columns.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.sanitizing.inline import (
    Line,
    Run,
    Style,
    Styles,
    merge_runs,
    render_lines,
    strip_line,
)

# The maximum depth of nested quotes and lists. Real discussions reach four.
MAX_DEPTH = 8

_NESTING = {"blockquote", "ul", "ol", "dl", "table", "figure"}
_SECTIONS = ("tbody", "thead", "tfoot")
# The parents that a block needs. If none of them is open, the first one is opened.
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
# The child that text needs if the source puts it directly into one of these.
_CHILDREN = {"ul": "li", "ol": "li", "dl": "dd", "table": "tbody", "tr": "td"} | dict.fromkeys(
    _SECTIONS, "tr"
)
# A single paragraph in one of these is written without its tags.
_TIGHT = {"li", "dd", "dt", "td", "th", "caption", "figcaption", "figure"}
_CELLS = {"td", "th", "caption"}
_TABLE_PARTS = {"table", "tr", *_SECTIONS, *_CELLS}
# Written even if empty, because they determine the next cell's column.
_COLUMNS = {"td", "th"}


@dataclass(slots=True)
class _Block:
    """An open block. It is written once it has content."""

    tag: str
    attributes: str = ""
    from_marks: bool = False
    is_written: bool = False
    # The HTML of empty cells and rows, to be written along with the first content after them.
    empty_cells: str = ""
    # The position of the paragraph in the output while it is the only one.
    only_paragraph: int | None = None
    paragraph_count: int = 0


type Linker = Callable[[str], Iterable[tuple[str, str]]]


class HtmlWriter:
    """Collects blocks, lines, and runs of text, and returns their HTML at the end.

    ``linker`` splits text into pairs of text and its link's opening tag, which may be empty.
    Without a ``linker``, URLs remain plain text.
    """

    def __init__(self, *, linker: Linker | None = None) -> None:
        self._linker = linker
        self._out: list[str] = []
        self._blocks: list[_Block] = []
        # How many of the source's open blocks were not written because of their nesting depth.
        self._ignored = 0
        self._lines: list[Line] = [[]]
        self._leaf = "p"
        self.empty_paragraphs = 0

    # Text

    def write(self, text: str, styles: Styles = ()) -> None:
        """Add text to the current line. Runs of whitespace count as one space."""
        if text:
            self._lines[-1].append(Run(styles, text))

    def insert_html(self, html: str, styles: Styles = ()) -> None:
        """Add finished inline HTML, such as a picture, to the current line."""
        self._lines[-1].append(Run(styles, html, is_html=True))

    def break_line(self) -> None:
        """Start a new line. An empty line ends the paragraph."""
        self._lines.append([])

    def start_line(self) -> None:
        """Start a new line unless the current one is empty."""
        if self._lines[-1]:
            self.break_line()

    def start_leaf(self, leaf: str) -> None:
        """End the paragraph and make the next one a ``leaf``: p, h2 to h6, or pre."""
        self.end_paragraph()
        self._leaf = leaf

    def end_paragraph(self) -> None:
        """Write the collected lines, if they aren't blank."""
        lines, self._lines = self._lines, [[]]
        leaf, self._leaf = self._leaf, "p"
        if leaf == "pre":
            self._write_block(_render_preformatted(lines))
            return
        tidied = [self._tidy(line) for line in lines]
        if not any(tidied):
            self.empty_paragraphs += any(run.text.strip(" \t\n") for line in lines for run in line)
        for paragraph in _split_paragraphs(tidied) if leaf == "p" else _join_lines(tidied):
            self._write_leaf(leaf, render_lines(paragraph))

    def add_rule(self) -> None:
        """Add a thematic break."""
        self.end_paragraph()
        self._write_block("<hr>")

    # Blocks

    def open(self, tag: str, attributes: str = "", *, from_marks: bool = False) -> None:
        """Open a block. ``from_marks`` means that a quote comes from ``>`` marks, not tags."""
        self.end_paragraph()
        if tag in _NESTING and self._depth() >= MAX_DEPTH:
            self._ignored += 1
        elif not self._ignored and self._prepare_parents(tag):
            self._blocks.append(_Block(tag, attributes, from_marks))

    def close(self, tag: str) -> None:
        """Close the innermost block with this tag, if any, and all blocks inside it."""
        self.end_paragraph()
        if self._ignored:
            self._ignored -= tag in _NESTING
            return
        index = len(self._blocks) - 1
        while index >= 0 and self._blocks[index].tag != tag:
            if self._blocks[index].tag in _CELLS and tag not in _TABLE_PARTS:
                return
            index -= 1
        if index >= 0:
            self._close_from(index)

    def close_marked_quote(self) -> None:
        """Close the innermost quote that comes from ``>`` marks, and all blocks inside it."""
        self.end_paragraph()
        marked = [index for index, block in enumerate(self._blocks) if block.from_marks]
        if marked:
            self._close_from(marked[-1])

    def count_quotes(self, *, from_marks: bool) -> int:
        """Count the open quotes that come from ``>`` marks, or from tags if not ``from_marks``."""
        return sum(
            block.tag == "blockquote" and block.from_marks == from_marks for block in self._blocks
        )

    def is_inside(self, tag: str) -> bool:
        return any(block.tag == tag for block in self._blocks)

    @property
    def has_text(self) -> bool:
        """True if the current paragraph has visible content so far."""
        return any(not run.is_blank for line in self._lines for run in line)

    @property
    def is_outside_blocks(self) -> bool:
        """True if no blocks other than quotes are open."""
        return all(block.tag == "blockquote" for block in self._blocks)

    def finish(self) -> str:
        """Close everything and return the HTML."""
        self.end_paragraph()
        self._close_from(0)
        return "".join(self._out).strip("\n")

    # Nesting

    def _depth(self) -> int:
        return sum(block.tag in _NESTING for block in self._blocks)

    def _close_from(self, index: int) -> None:
        while len(self._blocks) > index:
            block = self._blocks.pop()
            if block.is_written:
                self._out.append(f"</{block.tag}>")
                self._end_block()
            elif block.tag in _COLUMNS or (block.empty_cells and block.tag != "table"):
                self._add_empty_cells(self._blocks[-1], block)

    def _add_empty_cells(self, parent: _Block, block: _Block) -> None:
        """Write a block of empty cells, or remember it until its parent is written."""
        html = f"<{block.tag}{block.attributes}>{block.empty_cells}</{block.tag}>"
        if parent.is_written:
            self._out.append(html)
        else:
            parent.empty_cells += html

    def _prepare_parents(self, tag: str) -> bool:
        """Close or open blocks to make ``tag`` valid here. Return whether that was possible."""
        parents = _PARENTS.get(tag)
        if parents is None:
            self._open_child()
            return True
        if tag in _TABLE_PARTS or tag == "figcaption":
            return self._return_to(tag, parents)
        if self._blocks and self._blocks[-1].tag in _get_siblings(tag):
            self._close_from(len(self._blocks) - 1)
        if not self._blocks or self._blocks[-1].tag not in parents:
            if self._depth() >= MAX_DEPTH:
                return False
            self.open(parents[0])
        return True

    def _return_to(self, tag: str, parents: tuple[str, ...]) -> bool:
        """Close blocks up to the nearest part of a table or figure that can hold ``tag``."""
        holders = set(parents)
        while "table" not in holders and "figure" not in holders:
            holders |= {parent for holder in holders for parent in _PARENTS.get(holder, ())}
        found = [index for index, block in enumerate(self._blocks) if block.tag in holders]
        if not found:
            return False
        self._close_from(found[-1] + 1)
        if self._blocks[-1].tag not in parents:
            self.open(parents[0])
        return True

    def _open_child(self) -> None:
        """Open the item or cell required between the current block and its content."""
        while self._blocks and (child := _CHILDREN.get(self._blocks[-1].tag)):
            self._blocks.append(_Block(child))

    # Output

    def _begin_content(self) -> None:
        self._open_child()
        for block in self._blocks:
            if not block.is_written:
                self._out.append(f"<{block.tag}{block.attributes}>{block.empty_cells}")
                block.is_written = True

    def _end_block(self) -> None:
        if not self._blocks:
            self._out.append("\n")

    def _write_block(self, html: str) -> None:
        if html:
            self._begin_content()
            self._out.append(html)
            self._end_block()

    def _write_leaf(self, leaf: str, content: str) -> None:
        self._begin_content()
        parent = self._blocks[-1] if self._blocks else None
        if leaf == "p" and parent and parent.tag in _TIGHT:
            self._write_tight(parent, content)
            return
        self._out.append(f"<{leaf}>{content}</{leaf}>")
        self._end_block()

    def _write_tight(self, parent: _Block, content: str) -> None:
        """Write the first paragraph without tags, and add its tags once a second one follows."""
        parent.paragraph_count += 1
        if parent.paragraph_count == 1:
            parent.only_paragraph = len(self._out)
            self._out.append(content)
            return
        if parent.only_paragraph is not None:
            self._out[parent.only_paragraph] = f"<p>{self._out[parent.only_paragraph]}</p>"
            parent.only_paragraph = None
        self._out.append(f"<p>{content}</p>")

    def _tidy(self, line: Line) -> Line:
        """Merge runs, link URLs, and strip spaces from both ends."""
        runs = merge_runs(line)
        if self._linker:
            runs = merge_runs([piece for run in runs for piece in self._link(run)])
        if all(run.is_blank for run in runs):
            return []
        strip_line(runs)
        return runs

    def _link(self, run: Run) -> Iterator[Run]:
        is_linked = any(style.name == "a" for style in run.styles)
        if self._linker is None or run.is_html or is_linked:
            yield run
            return
        for text, link in self._linker(run.text):
            style = (Style("a", link),) if link else ()
            yield Run(run.styles + style, text)


def _get_siblings(tag: str) -> tuple[str, ...]:
    """Return the tags of the blocks that end where ``tag`` starts."""
    return ("li",) if tag == "li" else ("dt", "dd")


def _split_paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Group lines into paragraphs separated by empty lines."""
    paragraph: list[Line] = []
    for line in lines:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _join_lines(lines: list[Line]) -> Iterator[list[Line]]:
    """Combine all nonempty lines into one paragraph."""
    if any(lines):
        yield [line for line in lines if line]


def _render_preformatted(lines: list[Line]) -> str:
    """Return lines as is, without outer newlines: parsers drop one right after the opening tag."""
    content = render_lines(lines, line_end="\n").strip("\n")
    return f"<pre>{content}</pre>" if content.strip() else ""
