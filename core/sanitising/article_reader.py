"""Reading the HTML of articles, from whichever editor it came."""

import html
import re
from collections import Counter

from core.sanitising import embeds
from core.sanitising.attributes import attribute, block_attributes, picture, styles
from core.sanitising.flow import Flow
from core.sanitising.inline import Context, InlineStack, Style
from core.sanitising.links import file_name, safe_or_local_address
from core.sanitising.pictures import KnownPictures, is_worth_a_link, known_picture
from core.sanitising.runs import is_blank
from core.sanitising.tags import Tag, last_ends, next_tag
from core.text import strip_controls

_RENAMED = {
    "strike": "s",
    "acronym": "abbr",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "var": "i",
    "dfn": "i",
    "h1": "h2",
}
_INLINE = {"b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "mark"}
_INLINE |= {"q", "cite", "code", "abbr"}
_LEAVES = {"p", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"blockquote", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption"}
_TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
# Boxes that mean nothing here but a new paragraph.
_BOXES = {"div", "center", "section", "article", "header", "footer", "main", "aside", "nav"}
_BOXES |= {"address", "details", "summary", "hgroup", "fieldset", "legend", "form", "dir", "menu"}
# Known, and without meaning for the text that stands in them.
_UNWRAPPED = {"span", "font", "big", "label", "time", "data", "nobr", "noscript", "bdi", "bdo"}
_UNWRAPPED |= {"html", "head", "body", "colgroup", "col", "wbr", "picture", "source", "param"}
_UNWRAPPED |= {"meta", "link", "base", "basefont", "input", "track", "map", "area", "ruby", "rt"}
_UNWRAPPED |= {"rp", "blink", "marquee", "frame", "frameset", "noframes", "slot", "bgsound"}
# Dropped with what stands in them, and how that is reported.
_DROPPED = {
    "script": "scripts",
    "style": "styles",
    "svg": "drawings",
    "math": "drawings",
    "canvas": "drawings",
    "xml": "word",
    "title": "",
    "template": "",
    "textarea": "",
    "select": "",
    "button": "",
    "noembed": "",
}
_EMBEDDED = {"iframe", "embed", "object", "video", "audio"}

# What blogging systems call the box around a picture with its caption, and the caption.
_FIGURE_CLASSES = {"photo-wrap", "wp-caption", "tr-caption-container", "image-caption-container"}
_CAPTION_CLASSES = {"photo-caption", "wp-caption-text", "tr-caption", "image-caption", "caption"}

_MARKUP_ONLY = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|</?[a-z]\w*:(?![:/])[^<>]*>", re.DOTALL | re.IGNORECASE
)
_HTML_SPACE = re.compile("[ \t\n\f]+")
_LINKED = re.compile(r"""\bhref\s*=\s*["']?#([^"'\s>]+)""", re.IGNORECASE)
_UNFIT_FOR_ID = re.compile(r"[^\w.-]+")


def read_article(
    source: str, *, line_ends: bool, pictures: KnownPictures
) -> tuple[str, Counter[str]]:
    """Return the article as valid HTML that is not sanitised yet, and what it lost, counted.

    With ``line_ends`` the line ends of text outside of blocks count, as they do in Movable Type.
    """
    linked = {_anchor(html.unescape(name)) for name in _LINKED.findall(source)}
    reader = _Reader(source, linked, pictures, line_ends=line_ends)
    written = reader.html()
    if linked - reader.placed:
        # Some links within the page lead nowhere; without them, what is left is sound.
        reader = _Reader(source, linked & reader.placed, pictures, line_ends=line_ends)
        written = reader.html()
    return written, reader.changes


class _Reader:
    """Reads a source once, from its beginning to its end; ``targets`` are the ids to keep."""

    def __init__(
        self, source: str, targets: set[str], pictures: KnownPictures, *, line_ends: bool
    ) -> None:
        self.changes: Counter[str] = Counter()
        self.source = _MARKUP_ONLY.sub(self._markup_only, source)
        self.line_ends = line_ends
        self.ends = last_ends(self.source)
        self.targets = targets
        self.pictures = pictures
        self.pictures_shown = 0
        self.flow = Flow()
        self.inline = InlineStack()
        self.position = 0
        self.in_pre = False
        # Inside a paragraph or heading that the source marks as such.
        self.in_leaf = False
        self.anchors: list[str] = []
        self.placed: set[str] = set()
        # For open boxes and table parts, by tag name: which block of ours each one stands for.
        self.roles: dict[str, list[str]] = {}

    def html(self) -> str:
        while tag := next_tag(self.source, self.position):
            self._text(self.source[self.position : tag.start])
            self.position = tag.end
            self._tag(tag)
        self._text(self.source[self.position :])
        self._end_paragraph()
        written = self.flow.finish()
        self.changes["empty"] += self.flow.empty_paragraphs
        return written

    # Text

    def _text(self, source: str) -> None:
        text = strip_controls(html.unescape(source))
        free = self.line_ends and not self.in_leaf and self.flow.only_quotes
        if self.in_pre or free:
            self._lines(text)
        else:
            self._write(_HTML_SPACE.sub(" ", text))

    def _lines(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.flow.break_line()
            self._write(line)

    def _write(self, text: str) -> None:
        if not is_blank(text):
            self._place_anchors()
        self.flow.write(text, self.inline.context)

    def _place_anchors(self) -> None:
        """Set the targets that were met since the last text, where they lie in no empty place."""
        for anchor in self.anchors:
            self.flow.insert(f'<span id="{anchor}"></span>')
        self.placed.update(self.anchors)
        self.anchors.clear()

    # Tags

    def _tag(self, tag: Tag) -> None:
        name = _RENAMED.get(tag.name, tag.name)
        self._note_target(tag)
        if name in _DROPPED:
            self._drop(tag)
        elif name in _EMBEDDED:
            self._embed(tag)
        elif name == "br":
            self.flow.break_line()
        elif name == "a":
            self._link(tag)
        elif name == "img":
            self._picture(tag)
        elif name == "pre":
            self._preformatted(closing=tag.closing)
        elif name in _INLINE or name in _UNWRAPPED:
            self._format(name, tag)
        elif name in _LEAVES | _BLOCKS | _TABLE | _BOXES or name == "hr":
            self._block(name, tag)
        else:
            self._unknown(tag)

    def _block(self, name: str, tag: Tag) -> None:
        if self.in_pre:
            self.flow.fresh_line()
        elif name == "hr":
            self._end_paragraph()
            self.flow.rule()
        elif name in _LEAVES:
            self._leaf(name, tag)
        elif name in _BOXES or name in _TABLE:
            self._box(name, tag)
        elif tag.closing:
            self._end_paragraph()
            self.flow.close(name)
        else:
            self._end_paragraph()
            self.flow.open(name, block_attributes(name, tag))

    def _leaf(self, name: str, tag: Tag) -> None:
        self._end_paragraph()
        if tag.closing:
            return
        if self._role("", tag) == "figcaption":
            self.flow.open("figcaption")
            return
        self.in_leaf = True
        if name != "p":
            self.flow.begin(name)

    def _end_paragraph(self) -> None:
        """End the paragraph, and with it what was opened and is nowhere closed."""
        if self.flow.has_text:
            self._place_anchors()
        self.flow.end_paragraph()
        self.in_leaf = False
        self.inline.keep(lambda name: self.ends.get(name, -1) >= self.position)

    # Boxes, tables, and the pictures with captions that some systems make of them

    def _box(self, name: str, tag: Tag) -> None:
        self._end_paragraph()
        self.changes["forms"] += name == "form" and not tag.closing
        roles = self.roles.setdefault(name, [])
        if tag.closing:
            role = roles.pop() if roles else ""
            if role:
                self.flow.close(role)
            return
        role = self._role(name, tag)
        roles.append(role)
        if role:
            self.flow.open(role, block_attributes(role, tag))

    def _role(self, name: str, tag: Tag) -> str:
        """Return the block that a box or a part of a table stands for, if it means one."""
        classes = set(tag.attributes.get("class", "").lower().split())
        if classes & _FIGURE_CLASSES:
            return "figure"
        if classes & _CAPTION_CLASSES and self.flow.inside("figure"):
            return "figcaption"
        if name in _TABLE and name != "table" and self.roles.get("table", [""])[-1:] == ["figure"]:
            return ""
        return name if name in _TABLE else ""

    # Inline

    def _format(self, name: str, tag: Tag) -> None:
        if tag.closing:
            self.inline.pop(name)
        elif name in _INLINE:
            plain = name in {"b", "strong"} and "font-weight" in tag.attributes.get("style", "")
            title = attribute(tag, "title") if name == "abbr" else ""
            own = [] if plain else [Style(name, f"<{name}{title}>")]
            self.inline.push(name, *own, *styles(tag))
        elif name in {"span", "font"}:
            self.inline.push(name, *styles(tag))

    def _link(self, tag: Tag) -> None:
        if tag.closing:
            self.inline.pop("a")
            return
        target = tag.attributes.get("href", "").strip()
        address = safe_or_local_address(target) or self._within_page(target)
        if not address:
            self.changes["links"] += bool(target)
            self.inline.push("a")
            return
        self.changes["popups"] += "window.open" in tag.attributes.get("onclick", "")
        opening = f'<a href="{html.escape(address)}"{attribute(tag, "title")}>'
        self.inline.push("a", Style("a", opening))

    def _within_page(self, target: str) -> str:
        anchor = _anchor(target[1:])
        return f"#{anchor}" if target.startswith("#") and anchor in self.targets else ""

    def _note_target(self, tag: Tag) -> None:
        for name in ("id", "name"):
            value = tag.attributes.get(name, "")
            anchor = _anchor(value)
            wanted = anchor in self.targets or anchor == value
            if wanted and anchor not in self.placed and anchor not in self.anchors:
                self.anchors.append(anchor)

    def _picture(self, tag: Tag) -> None:
        source = tag.attributes.get("src", "").strip()
        if tag.closing or self.in_pre:
            return
        address = safe_or_local_address(source)
        if {tag.attributes.get("width"), tag.attributes.get("height")} <= {"0", "1"}:
            self.changes["pixels"] += 1
        elif not address or address.startswith("mailto:"):
            is_data = source[:5].lower() == "data:"
            self.changes["data_pictures" if is_data else "pictures"] += 1
        elif not address.startswith("/"):
            self.changes["elsewhere"] += 1
            self._link_to(
                address, tag.attributes.get("alt", "").strip() or file_name(address) or "picture"
            )
        else:
            self._place_anchors()
            self._show(tag, address)

    def _show(self, tag: Tag, address: str) -> None:
        known = self.pictures.at(address)
        context = self.inline.context
        if known is None:
            self.flow.insert(picture(tag, address), context)
            return
        lazy = self.pictures_shown >= self.pictures.at_once
        self.pictures_shown += 1
        if is_worth_a_link(tag, known):
            context = _linked(context, address)
        self.flow.insert(known_picture(tag, address, known, lazy=lazy), context)

    def _preformatted(self, *, closing: bool) -> None:
        if closing == (not self.in_pre):
            return
        self._end_paragraph()
        self.in_pre = not closing
        if self.in_pre:
            self.flow.begin("pre")

    # What is not taken over

    def _markup_only(self, found: re.Match[str]) -> str:
        """Drop comments, declarations and tags of other vocabularies (``o:p``, ``st1:place``)."""
        self.changes["word"] += not found[0].startswith("<!--") or "[if" in found[0][:12]
        return ""

    def _drop(self, tag: Tag) -> None:
        if tag.closing:
            return
        kind = _DROPPED[tag.name]
        self.changes[kind] += bool(kind)
        self._content(tag, to_the_end=tag.name in {"script", "style"})

    def _content(self, tag: Tag, *, to_the_end: bool = False) -> str:
        """Return and skip what stands in an element; one that is never closed has nothing."""
        ends = self.ends.get(tag.name, -1) >= tag.end
        if tag.source.endswith("/>") and not ends:
            return ""
        end = re.compile(rf"</{tag.name}\b[^>]*>", re.IGNORECASE).search(self.source, tag.end)
        if not end:
            self.position = len(self.source) if to_the_end else tag.end
            return ""
        self.position = end.end()
        return self.source[tag.end : end.start()]

    def _embed(self, tag: Tag) -> None:
        """Put a link to the page in the place of a player that stands for it."""
        if tag.closing:
            return
        content = "" if tag.name == "embed" else self._content(tag)
        own = tag.attributes.get("src") or tag.attributes.get("data") or ""
        address = embeds.page_of(own) or embeds.page_of(embeds.first_source(content))
        self.changes["frames" if address else "lost_frames"] += 1
        if address:
            self._link_to(address, tag.attributes.get("title", "").strip() or address)

    def _link_to(self, address: str, words: str) -> None:
        """Write words that link to an address, or to where they stand in a link already."""
        self._place_anchors()
        self.flow.write(words, _linked(self.inline.context, address))

    def _unknown(self, tag: Tag) -> None:
        """Show what can be no tag at all, such as the type in ``vector<float>``."""
        if not tag.closing:
            self.changes["unknown"] += 1
            self.flow.write(tag.source, self.inline.context)


def _linked(context: Context, address: str) -> Context:
    """Return the formatting with a link to an address, unless it holds a link already."""
    if any(style.name == "a" for style in context):
        return context
    return (*context, Style("a", f'<a href="{html.escape(address)}">'))


def _anchor(name: str) -> str:
    """Return the id under which a target stands: within a prefix that nothing else here uses."""
    cleaned = _UNFIT_FOR_ID.sub("-", name.strip())
    return cleaned if cleaned.startswith("a-") else f"a-{cleaned}"
