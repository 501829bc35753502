"""Render typed or imported comments as HTML."""

import html
import re

from core.sanitizing.policy import get_safe_url, sanitize_comment
from core.sanitizing.reader import InlineStack, Reader, Style, Tag, add_link, unescape
from core.sanitizing.writer import HtmlWriter
from core.text import strip_controls

_INLINE = {name: name for name in ("b", "strong", "i", "em", "q", "cite", "del", "s", "sub", "sup")}
_INLINE |= {"strike": "s"}
_BLOCKS = {"blockquote", "ul", "ol", "li"}
_CODE = {"code", "pre"}
# Left over from other systems' editors. Only their content is kept.
_UNWRAPPED = {"span", "font", "u", "ins", "small", "big", "abbr", "acronym", "time", "mark"}
_PARAGRAPHS = {"p", "div", "center", "section", "article"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

# ">" starts a quoted line, unless it is part of an emoticon (">:(", ">_<") or an operator (">=").
_QUOTE_MARK = re.compile(r"[ \t]*>(?![=:;._]) ?")
_MAX_QUOTE_MARKS = 3
# A typed <br> and the newline next to it are one line break.
_BREAK = re.compile(r"(?:\n[ \t]*)?<br\s*/?>(?:[ \t]*\n)?", re.IGNORECASE)
_INDENT = re.compile(r"(?: {2}|\t)[ \t]*")
_MAX_INDENT = 24

_CODE_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _CODE}
_WITHIN_CODE = re.compile(r"</?code(?:\s[^<>]*)?>", re.IGNORECASE)
# Exporters link bare URLs even in code. The link text is what was typed.
_LINKED_IN_CODE = re.compile(r"<a\s[^<>]*>((?:https?://|www\.)[^<>]*)</a>", re.IGNORECASE)


def render_comment(source: str) -> str:
    """Render a comment as safe HTML.

    A small set of tags is supported; all others are shown as typed. Blank lines separate
    paragraphs, newlines become line breaks, lines that start with ``>`` become quotes, and bare
    URLs become links. Rendering the result again leaves it unchanged.
    """
    reader = _CommentReader(_BREAK.sub("<br>", strip_controls(source)))
    reader.read()
    return sanitize_comment(reader.writer.finish())


class _CommentReader(Reader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.writer = HtmlWriter(build_link=_build_link)
        self.inline = InlineStack()
        # Whether the current line has contained only spaces and quote marks so far.
        self.is_line_start = True
        self.quote_marks = 0

    # Text

    def read_text(self, source: str) -> None:
        for number, part in enumerate(strip_controls(unescape(source)).split("\n")):
            if number:
                self.end_line()
            self.write(part)

    def write(self, text: str) -> None:
        if self.is_line_start:
            text = self.read_quote_marks(text)
            if not text.strip(" \t"):
                return
            self.start_line()
            text = _INDENT.sub(_preserve_indent, text, count=1) if text[0] in " \t" else text
        self.writer.write(text, self.inline.styles)

    def read_quote_marks(self, text: str) -> str:
        from_tags = self.writer.count_quotes(from_marks=False)
        while self.quote_marks + from_tags < _MAX_QUOTE_MARKS and (mark := _QUOTE_MARK.match(text)):
            self.quote_marks += 1
            text = text[mark.end() :]
        return text

    def start_line(self) -> None:
        """Open or close quotes to match the ``>`` marks at the start of the line."""
        self.is_line_start = False
        surplus = self.writer.count_quotes(from_marks=True) - self.quote_marks
        for _ in range(surplus):
            self.writer.close_marked_quote()
        for _ in range(-surplus):
            self.writer.open("blockquote", from_marks=True)

    def end_line(self) -> None:
        if self.is_line_start:
            self.end_paragraph()
        else:
            self.writer.break_line()
        self.is_line_start = True
        self.quote_marks = 0

    def end_paragraph(self) -> None:
        """End the paragraph, along with any inline elements that are never closed."""
        self.writer.end_paragraph()
        self.inline.retain(self.is_closed_later)
        self.is_line_start = True
        self.quote_marks = 0

    # Tags

    def read_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.end_line()
        elif tag.name == "img" and not tag.is_end:
            self.read_picture(tag)
        elif self.is_text(tag):
            self.read_text(tag.source)
        elif tag.name in _BLOCKS:
            self.read_block(tag)
        elif tag.name in _PARAGRAPHS:
            self.end_paragraph()
        elif tag.name in _HEADINGS:
            self.read_heading(tag)
        elif tag.name in _CODE:
            self.read_code(tag)
        elif tag.is_end:
            self.inline.pop(tag.name)
        else:
            self.inline.push(tag.name, *self.get_styles(tag))

    def is_text(self, tag: Tag) -> bool:
        """Check whether ``tag`` only looks like a tag, as in ``List<String>`` or ``map<b>``."""
        is_closed = self.is_closed_later(tag.name)
        if tag.name in _UNWRAPPED | _PARAGRAPHS | _HEADINGS and tag.name != "p":
            return not (is_closed or tag.is_end)
        if tag.name == "a":
            return not (tag.is_end or tag.attributes)
        if tag.name not in _INLINE and tag.name not in _BLOCKS | _CODE | {"p"}:
            return True
        follows_word = tag.start > 0 and self.source[tag.start - 1].isalnum()
        return follows_word and not (tag.is_end or is_closed) and tag.name not in _BLOCKS | {"p"}

    def get_styles(self, tag: Tag) -> list[Style]:
        if tag.name == "a":
            url = get_safe_url(tag.attributes.get("href", ""))
            return [Style("a", _build_link(url))] if url else []
        return [Style.plain(_INLINE[tag.name])] if tag.name in _INLINE else []

    def read_block(self, tag: Tag) -> None:
        if tag.is_end:
            self.writer.close(tag.name)
        else:
            self.start_line()
            self.writer.open(tag.name)
        self.is_line_start = True

    def read_heading(self, tag: Tag) -> None:
        """Write a heading as a bold paragraph, because the page has its own headings."""
        self.end_paragraph()
        if tag.is_end:
            self.inline.pop(tag.name)
        else:
            self.inline.push(tag.name, Style.plain("strong"))

    def read_picture(self, tag: Tag) -> None:
        """Replace a picture with a link to it."""
        url = get_safe_url(tag.attributes.get("src", ""))
        if not url:
            self.read_text(tag.source)
            return
        self.start_line()
        label = strip_controls(tag.attributes.get("alt", "")).strip()
        styles = add_link(self.inline.styles, _build_link(url))
        self.writer.write(label or tag.attributes["src"].strip(), styles)

    def read_code(self, tag: Tag) -> None:
        """Write the content up to the end tag exactly as typed."""
        if tag.is_end:
            return
        content = self.skip_past(_CODE_END[tag.name])
        if content is None:
            content = self.source[tag.end :]
            self.position = len(self.source)
        content = _LINKED_IN_CODE.sub(r"\1", content.replace("<br>", "\n"))
        if tag.name == "pre":
            content = _WITHIN_CODE.sub("", content)
        self.write_code(strip_controls(unescape(content)), is_block=tag.name == "pre")

    def write_code(self, content: str, *, is_block: bool) -> None:
        if not content.strip():
            return
        self.start_line()
        escaped = html.escape(content, quote=False)
        if not is_block and "\n" not in content:
            self.writer.insert_html(f"<code>{escaped}</code>", self.inline.styles)
            return
        self.writer.start_leaf("pre")
        self.writer.insert_html(f"<code>{escaped.strip('\n')}</code>")
        self.writer.end_paragraph()
        self.is_line_start = True


def _build_link(url: str) -> str:
    """Return the opening tag of a link. ``url`` must be safe."""
    return f'<a href="{html.escape(url)}" rel="nofollow ugc noopener">'


def _preserve_indent(found: re.Match[str]) -> str:
    """Replace indentation with non-breaking spaces, which HTML doesn't collapse."""
    return "\xa0" * min(len(found[0].expandtabs(4)), _MAX_INDENT)
