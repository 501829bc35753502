"""Write HTML that is valid by construction: paragraphs in blocks, formatting in paragraphs.

``comments`` and ``articles`` feed an ``HtmlWriter`` in source order, no matter how badly the source
is nested. The writer never puts a block inside a paragraph, closes all open elements, omits empty
ones, and escapes all text. Formatting that spans several paragraphs is closed and reopened. Empty
table cells are written if anything else in the table is, so that the cells after them stay in their
columns.
"""

from dataclasses import dataclass, field
from itertools import groupby

from core.sanitizing.lines import Line, LinkBuilder, Run, render_lines, render_preformatted, tidy
from core.sanitizing.reader import Styles

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
    **dict.fromkeys(_SECTIONS, ("table",)),
    "caption": ("table",),
    "figcaption": ("figure",),
}
# The child that text needs if the source puts it directly into one of these.
_CHILDREN = {"ul": "li", "ol": "li", "dl": "dd", "table": "tbody", "tr": "td"}
_CHILDREN |= dict.fromkeys(_SECTIONS, "tr")
# A single paragraph in one of these is written without its tags.
_TIGHT = {"li", "dd", "dt", "td", "th", "caption", "figcaption", "figure"}
_CELLS = {"td", "th", "caption"}
_TABLE_PARTS = {"table", "tr", *_SECTIONS, *_CELLS}
# Written even if empty, because they determine the next cell's column.
_COLUMNS = {"td", "th"}


@dataclass(slots=True)
class _Block:
    """An open block, which is written to the output once it has content."""

    tag: str
    attributes: str = ""
    from_marks: bool = False
    is_written: bool = False
    # The HTML of empty cells and rows, to be written along with the first content after them.
    empty_cells: list[str] = field(default_factory=list)
    # The position of the paragraph in the output while it is the only one.
    only_paragraph: int | None = None
    paragraph_count: int = 0


class HtmlWriter:
    """Collects blocks, lines, and runs of text, and returns their HTML at the end.

    Without ``build_link``, URLs in text remain plain text.
    """

    def __init__(self, *, build_link: LinkBuilder | None = None) -> None:
        self._build_link = build_link
        self._out: list[str] = []
        self._blocks: list[_Block] = []
        # How many of the source's open blocks were not written because of their nesting depth.
        self._ignored = 0
        self._lines: list[Line] = [[]]
        self._leaf = "p"
        self.empty_paragraphs = 0

    # Text

    def write(self, text: str, styles: Styles = ()) -> None:
        """Add text to the current line. Whitespace is collapsed later, except in ``pre``."""
        if text:
            self._lines[-1].append(Run(styles, text))

    def insert_html(self, html: str, styles: Styles = ()) -> None:
        """Add ready-made inline HTML, such as a picture, to the current line."""
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
            self._write_block(render_preformatted(lines))
            return
        tidied = [tidy(line, self._build_link) for line in lines]
        if not any(tidied):
            self.empty_paragraphs += any(run.text.strip(" \t\n") for line in lines for run in line)
        elif leaf == "p":
            for has_content, paragraph in groupby(tidied, bool):
                if has_content:
                    self._write_leaf("p", render_lines(paragraph))
        else:
            self._write_leaf(leaf, render_lines(filter(None, tidied)))

    def add_rule(self) -> None:
        """Add a thematic break (``<hr>``)."""
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
        """Count the open quotes from ``>`` marks, or those from tags if ``from_marks`` is False."""
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
                self._end_block(f"</{block.tag}>")
            elif block.tag in _COLUMNS or (block.empty_cells and block.tag != "table"):
                self._add_empty_cells(self._blocks[-1], block)

    def _add_empty_cells(self, parent: _Block, block: _Block) -> None:
        """Write an empty cell or a row of empty cells, or store it until ``parent`` is written."""
        html = f"<{block.tag}{block.attributes}>{''.join(block.empty_cells)}</{block.tag}>"
        if parent.is_written:
            self._out.append(html)
        else:
            parent.empty_cells.append(html)

    def _prepare_parents(self, tag: str) -> bool:
        """Close or open blocks to make ``tag`` valid here. Return False if that is impossible."""
        parents = _PARENTS.get(tag)
        if parents is None:
            self._open_child()
            return True
        if tag in _TABLE_PARTS or tag == "figcaption":
            return self._return_to(tag, parents)
        siblings = ("li",) if tag == "li" else ("dt", "dd")
        if self._blocks and self._blocks[-1].tag in siblings:
            self._close_from(len(self._blocks) - 1)
        if not self._blocks or self._blocks[-1].tag not in parents:
            if self._depth() >= MAX_DEPTH:
                return False
            self.open(parents[0])
        return True

    def _return_to(self, tag: str, parents: tuple[str, ...]) -> bool:
        """Close the blocks inside the nearest table or figure element that can contain ``tag``.

        Open a missing parent, if necessary. Return False if no such element is open.
        """
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
                cells = "".join(block.empty_cells)
                self._out.append(f"<{block.tag}{block.attributes}>{cells}")
                block.is_written = True

    def _end_block(self, html: str) -> None:
        """Write ``html``, which ends a block, and add a newline if no other block is open."""
        self._out.append(html if self._blocks else f"{html}\n")

    def _write_block(self, html: str) -> None:
        if html:
            self._begin_content()
            self._end_block(html)

    def _write_leaf(self, leaf: str, content: str) -> None:
        self._begin_content()
        parent = self._blocks[-1] if self._blocks else None
        if leaf == "p" and parent and parent.tag in _TIGHT:
            self._write_tight(parent, content)
        else:
            self._end_block(f"<{leaf}>{content}</{leaf}>")

    def _write_tight(self, parent: _Block, content: str) -> None:
        """Write a paragraph in a tight parent, such as a list item.

        A single paragraph is written without ``<p>`` tags; if a second one follows, both get them.
        """
        parent.paragraph_count += 1
        if parent.paragraph_count == 1:
            parent.only_paragraph = len(self._out)
            self._out.append(content)
            return
        if parent.only_paragraph is not None:
            self._out[parent.only_paragraph] = f"<p>{self._out[parent.only_paragraph]}</p>"
            parent.only_paragraph = None
        self._out.append(f"<p>{content}</p>")
