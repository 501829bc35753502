"""Convert sanitized HTML to plain text."""

import re

from core.sanitizing.tags import Tag, find_tag, unescape

_SPACES = re.compile("[ \t\n]+")
_ITEMS = {"li", "dt", "dd", "tr"}
_CELLS = {"td", "th"}
_GROUPS = {"ul", "ol", "dl", "table"}
_BLOCKS = {"p", "pre", "blockquote", "caption", "figure", "figcaption", "hr"}
_BLOCKS |= {"h2", "h3", "h4", "h5", "h6", *_ITEMS, *_GROUPS}


def plain_text(html: str) -> str:
    """Return the text of HTML produced by ``render_comment`` or ``clean_article``.

    Blank lines separate paragraphs, and line breaks separate list items. Quoted lines start with
    ``> `` (once per level), and list items with ``- ``. Links keep only their text, and pictures
    are dropped.
    """
    return _TextWriter(html).convert()


class _TextWriter:
    def __init__(self, html: str) -> None:
        self.html = html
        self.out: list[str] = []
        self.paragraph = ""
        self.quote_depth = 0
        self.list_depth = 0
        self.starts_item = False
        # Whether a single line break separates the next paragraph from the previous one.
        self.is_tight = False
        self.is_preformatted = False

    def convert(self) -> str:
        position = 0
        while tag := find_tag(self.html, position):
            self.add_text(self.html[position : tag.start])
            position = tag.end
            self.add_tag(tag)
        self.add_text(self.html[position:])
        self.end_paragraph()
        return "".join(self.out)

    def add_text(self, source: str) -> None:
        text = unescape(source).replace("\xa0", " ")
        self.paragraph += text if self.is_preformatted else _SPACES.sub(" ", text)

    def add_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.paragraph += "\n"
        elif tag.name in _CELLS and not tag.is_end:
            self.paragraph += " "
        elif tag.name in _BLOCKS:
            self.end_paragraph()
            self.add_block_tag(tag)

    def add_block_tag(self, tag: Tag) -> None:
        step = -1 if tag.is_end else 1
        self.quote_depth += step * (tag.name == "blockquote")
        self.list_depth += step * (tag.name in {"ul", "ol"})
        self.is_preformatted = tag.name == "pre" and not tag.is_end
        if tag.name == "li":
            self.starts_item = not tag.is_end
        if tag.name in _ITEMS:
            self.is_tight = self.is_tight or tag.is_end
        elif tag.name in _GROUPS:
            self.is_tight = self.list_depth > (0 if tag.is_end else 1)

    def end_paragraph(self) -> None:
        """Write the collected paragraph, prefixing each line with its marks."""
        lines = self.paragraph.split("\n") if self.paragraph.strip() else []
        self.paragraph = ""
        if not lines:
            return
        indent = "  " * (self.list_depth - 1)
        first = "> " * self.quote_depth + indent + "- " * self.starts_item
        other = "> " * self.quote_depth + indent + "  " * self.starts_item
        lines = lines if self.is_preformatted else [line.strip(" ") for line in lines]
        separator = "" if not self.out else "\n" if self.is_tight else "\n\n"
        body = [f"{other if number else first}{line}" for number, line in enumerate(lines)]
        self.out.append(separator + "\n".join(body))
        self.starts_item = self.is_tight = False
