"""What a reader typed, or an imported comment holds, as HTML."""

import html
import re

from core.sanitising import gate
from core.sanitising.flow import Flow
from core.sanitising.inline import InlineStack, Style
from core.sanitising.links import link_addresses, reader_link, safe_address
from core.sanitising.tags import Tag, last_ends, next_tag, unescape
from core.text import strip_controls

_INLINE = {name: name for name in ("b", "strong", "i", "em", "q", "cite", "del", "s", "sub", "sup")}
_INLINE |= {"strike": "s"}
_BLOCKS = {"blockquote", "ul", "ol", "li"}
_CODE = {"code", "pre"}
# Left over from other systems' editors. They say nothing here, so their text stands alone.
_PLAIN = {"span", "font", "u", "ins", "small", "big", "abbr", "acronym", "time", "mark"}
_PARAGRAPHS = {"p", "div", "center", "section", "article"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

# ">" begins a quoted line, but not where it is half a face (">:(", ">_<") or a sign (">=").
_QUOTE_MARK = re.compile(r"[ \t]*>(?![=:;._]) ?")
_QUOTES = 3
# A written <br> and the line end beside it are one line break.
_BREAK = re.compile(r"(?:\n[ \t]*)?<br\s*/?>(?:[ \t]*\n)?", re.IGNORECASE)
_INDENT = re.compile(r"(?: {2}|\t)[ \t]*")
_WIDEST_INDENT = 24

_CODE_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _CODE}
_WITHIN_CODE = re.compile(r"</?code(?:\s[^<>]*)?>", re.IGNORECASE)
# Exporters link bare addresses in code as well; there the text is what was typed.
_LINKED_IN_CODE = re.compile(r"<a\s[^<>]*>((?:https?://|www\.)[^<>]*)</a>", re.IGNORECASE)


def render_comment(source: str) -> str:
    """Return the safe HTML of a comment as it was typed.

    A small set of tags works; every other tag is shown as typed. Blank lines make paragraphs,
    line ends line breaks, lines that begin with ``>`` quotes, and bare addresses links. The same
    source always gives the same HTML, and that HTML, given again, gives itself.
    """
    return gate.pass_comment(_Reader(_BREAK.sub("<br>", strip_controls(source))).html())


class _Reader:
    """Reads a source once, from its beginning to its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.ends = last_ends(source)
        self.flow = Flow(linker=link_addresses)
        self.inline = InlineStack()
        self.position = 0
        # Nothing but space and quote marks was read of the current line so far.
        self.fresh = True
        self.quotes = 0

    def html(self) -> str:
        while tag := next_tag(self.source, self.position):
            self.text(self.source[self.position : tag.start])
            self.position = tag.end
            self.tag(tag)
        self.text(self.source[self.position :])
        return self.flow.finish()

    # Text

    def text(self, source: str) -> None:
        for number, part in enumerate(strip_controls(unescape(source)).split("\n")):
            if number:
                self.line_end()
            self.words(part)

    def words(self, text: str) -> None:
        if self.fresh:
            text = self.without_quote_marks(text)
            if not text.strip(" \t"):
                return
            self.begin_line()
            text = _INDENT.sub(_visible_indent, text, count=1) if text[0] in " \t" else text
        self.flow.write(text, self.inline.context)

    def without_quote_marks(self, text: str) -> str:
        explicit = self.flow.count("blockquote") - self.flow.count("blockquote", marked=True)
        while self.quotes + explicit < _QUOTES and (mark := _QUOTE_MARK.match(text)):
            self.quotes += 1
            text = text[mark.end() :]
        return text

    def begin_line(self) -> None:
        """Open or close the quotes that the marks of this line ask for."""
        self.fresh = False
        surplus = self.flow.count("blockquote", marked=True) - self.quotes
        for _ in range(surplus):
            self.flow.close_marked()
        for _ in range(-surplus):
            self.flow.open("blockquote", marked=True)

    def line_end(self) -> None:
        if self.fresh:
            self.paragraph_end()
        else:
            self.flow.break_line()
        self.fresh = True
        self.quotes = 0

    def paragraph_end(self) -> None:
        """End the paragraph, and with it what was opened and is nowhere closed."""
        self.flow.end_paragraph()
        self.inline.keep(lambda name: self.ends.get(name, -1) >= self.position)
        self.fresh = True
        self.quotes = 0

    # Tags

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.line_end()
        elif tag.name == "img" and not tag.closing:
            self.picture(tag)
        elif self.is_text(tag):
            self.text(tag.source)
        elif tag.name in _BLOCKS:
            self.block(tag)
        elif tag.name in _PARAGRAPHS:
            self.paragraph_end()
        elif tag.name in _HEADINGS:
            self.heading(tag)
        elif tag.name in _CODE:
            self.code(tag)
        elif tag.closing:
            self.inline.pop(tag.name)
        else:
            self.inline.push(tag.name, *self.styles(tag))

    def is_text(self, tag: Tag) -> bool:
        """Say whether this only looks like a tag, as in ``List<String>`` or ``map<b>``."""
        closed = self.ends.get(tag.name, -1) >= tag.end
        if tag.name in _PLAIN | _PARAGRAPHS | _HEADINGS and tag.name != "p":
            return not (closed or tag.closing)
        if tag.name == "a":
            return not (tag.closing or tag.attributes)
        known = tag.name in _INLINE or tag.name in _BLOCKS | _CODE | {"p"}
        glued = tag.start > 0 and self.source[tag.start - 1].isalnum()
        typical = not tag.closing and glued and not closed and tag.name not in _BLOCKS | {"p"}
        return not known or typical

    def styles(self, tag: Tag) -> list[Style]:
        if tag.name == "a":
            address = safe_address(tag.attributes.get("href", ""))
            return [Style("a", reader_link(address))] if address else []
        return [Style.plain(_INLINE[tag.name])] if tag.name in _INLINE else []

    def block(self, tag: Tag) -> None:
        if tag.closing:
            self.flow.close(tag.name)
        else:
            self.begin_line()
            self.flow.open(tag.name)
        self.fresh = True

    def heading(self, tag: Tag) -> None:
        """Draw a heading as a paragraph of strong text; a page has headings of its own."""
        self.paragraph_end()
        if tag.closing:
            self.inline.pop(tag.name)
        else:
            self.inline.push(tag.name, Style.plain("strong"))

    def picture(self, tag: Tag) -> None:
        """Link to a picture instead of showing it."""
        address = safe_address(tag.attributes.get("src", ""))
        if not address:
            self.text(tag.source)
            return
        self.begin_line()
        context = self.inline.context
        if all(style.name != "a" for style in context):
            context += (Style("a", reader_link(address)),)
        label = strip_controls(tag.attributes.get("alt", "")).strip()
        self.flow.write(label or tag.attributes["src"].strip(), context)

    def code(self, tag: Tag) -> None:
        """Show everything up to the end tag as typed."""
        if tag.closing:
            return
        end = _CODE_END[tag.name].search(self.source, tag.end)
        content = self.source[tag.end : end.start() if end else len(self.source)]
        self.position = end.end() if end else len(self.source)
        content = _LINKED_IN_CODE.sub(r"\1", content.replace("<br>", "\n"))
        if tag.name == "pre":
            content = _WITHIN_CODE.sub("", content)
        self.draw_code(strip_controls(unescape(content)), block=tag.name == "pre")

    def draw_code(self, content: str, *, block: bool) -> None:
        if not content.strip():
            return
        self.begin_line()
        escaped = html.escape(content, quote=False)
        if not block and "\n" not in content:
            self.flow.insert(f"<code>{escaped}</code>", self.inline.context)
            return
        self.flow.begin("pre")
        self.flow.insert(f"<code>{escaped.strip('\n')}</code>")
        self.flow.end_paragraph()
        self.fresh = True


def _visible_indent(found: re.Match[str]) -> str:
    """Keep the indentation of a line, which HTML would swallow: verse and code are typed so."""
    return "\xa0" * min(len(found[0].expandtabs(4)), _WIDEST_INDENT)
