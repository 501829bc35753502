"""The words of sanitised HTML."""

import re

from core.sanitising.tags import Tag, next_tag, unescape

_SPACES = re.compile("[ \t\n]+")
_ITEMS = {"li", "dt", "dd", "tr"}
_CELLS = {"td", "th"}
_GROUPS = {"ul", "ol", "dl", "table"}
_BLOCKS = {"p", "pre", "blockquote", "caption", "figure", "figcaption", "hr"}
_BLOCKS |= {"h2", "h3", "h4", "h5", "h6", *_ITEMS, *_GROUPS}


def plain_text(html: str) -> str:
    """Return the text of HTML that this package made.

    Paragraphs are parted by a blank line and items of a list by a line end; quoted lines begin
    with ``> `` (once for each level), items with ``- ``. Of links only the text is left, and of
    pictures nothing.
    """
    return _Words(html).text()


class _Words:
    def __init__(self, html: str) -> None:
        self.html = html
        self.out: list[str] = []
        self.pending = ""
        self.quotes = 0
        self.lists = 0
        self.item = False
        self.tight = False
        self.verbatim = False

    def text(self) -> str:
        position = 0
        while tag := next_tag(self.html, position):
            self.words(self.html[position : tag.start])
            position = tag.end
            self.tag(tag)
        self.words(self.html[position:])
        self.end()
        return "".join(self.out)

    def words(self, source: str) -> None:
        text = unescape(source).replace("\xa0", " ")
        self.pending += text if self.verbatim else _SPACES.sub(" ", text)

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.pending += "\n"
        elif tag.name in _CELLS and not tag.closing:
            self.pending += " "
        elif tag.name in _BLOCKS:
            self.end()
            self.block(tag)

    def block(self, tag: Tag) -> None:
        step = -1 if tag.closing else 1
        self.quotes += step * (tag.name == "blockquote")
        self.lists += step * (tag.name in {"ul", "ol"})
        self.verbatim = tag.name == "pre" and not tag.closing
        if tag.name == "li":
            self.item = not tag.closing
        if tag.name in _ITEMS:
            self.tight = self.tight or tag.closing
        elif tag.name in _GROUPS:
            self.tight = self.lists > (0 if tag.closing else 1)

    def end(self) -> None:
        """Write the paragraph that was read, with its signs before each line."""
        lines = self.pending.split("\n") if self.pending.strip() else []
        self.pending = ""
        if not lines:
            return
        indent = "  " * (self.lists - 1)
        first = "> " * self.quotes + indent + "- " * self.item
        other = "> " * self.quotes + indent + "  " * self.item
        lines = lines if self.verbatim else [line.strip(" ") for line in lines]
        separator = "" if not self.out else "\n" if self.tight else "\n\n"
        body = [f"{other if number else first}{line}" for number, line in enumerate(lines)]
        self.out.append(separator + "\n".join(body))
        self.item = self.tight = False
