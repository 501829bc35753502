"""Read article HTML from any editor and rewrite it as valid HTML."""

import html
import re
from collections import Counter

from core.sanitizing.inline import InlineStack, Style, Styles, is_blank
from core.sanitizing.links import (
    build_article_link,
    find_media_url,
    get_file_name,
    get_player_page,
    get_safe_or_local_url,
)
from core.sanitizing.pictures import (
    KnownPictures,
    build_attribute,
    build_block_attributes,
    build_known_picture,
    build_picture,
    get_styles,
    is_worth_a_link,
)
from core.sanitizing.tags import Tag, find_last_end_tags, find_tag
from core.sanitizing.writer import HtmlWriter
from core.text import strip_controls

# Tags that are written as other tags.
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
# Boxes that start a new paragraph and have no other meaning.
_BOXES = {"div", "center", "section", "article", "header", "footer", "main", "aside", "nav"}
_BOXES |= {"address", "details", "summary", "hgroup", "fieldset", "legend", "form", "dir", "menu"}
# Known tags without meaning. Only their content is kept.
_UNWRAPPED = {"span", "font", "big", "label", "time", "data", "nobr", "noscript", "bdi", "bdo"}
_UNWRAPPED |= {"html", "head", "body", "colgroup", "col", "wbr", "picture", "source", "param"}
_UNWRAPPED |= {"meta", "link", "base", "basefont", "input", "track", "map", "area", "ruby", "rt"}
_UNWRAPPED |= {"rp", "blink", "marquee", "frame", "frameset", "noframes", "slot", "bgsound"}
# Removed with their content; the value is the kind of change that is reported.
_REMOVED = {
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
_ALL_BLOCKS = {*_LEAVES, *_BLOCKS, *_TABLE, *_BOXES, "hr"}

# Classes that various blogs use for the box around a captioned picture, and for its caption.
_FIGURE_CLASSES = {"photo-wrap", "wp-caption", "tr-caption-container", "image-caption-container"}
_CAPTION_CLASSES = {"photo-caption", "wp-caption-text", "tr-caption", "image-caption", "caption"}

_MARKUP_ONLY = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|</?[a-z]\w*:(?![:/])[^<>]*>", re.DOTALL | re.IGNORECASE
)
_HTML_SPACE = re.compile("[ \t\n\f]+")
_LINKED = re.compile(r"""\bhref\s*=\s*["']?#([^"'\s>]+)""", re.IGNORECASE)
_NOT_IN_IDS = re.compile(r"[^\w.-]+")


def read_article(
    source: str, *, line_ends: bool, pictures: KnownPictures
) -> tuple[str, Counter[str]]:
    """Return valid but unsanitized HTML, and the number of changes of each kind.

    With ``line_ends``, line breaks outside blocks are significant.
    """
    linked = {_build_id(html.unescape(name)) for name in _LINKED.findall(source)}
    reader = _ArticleReader(source, linked, pictures, line_ends=line_ends)
    written = reader.convert()
    if linked - reader.placed:
        # Some links within the page have no target. Convert again without those links.
        reader = _ArticleReader(source, linked & reader.placed, pictures, line_ends=line_ends)
        written = reader.convert()
    return written, reader.changes


class _ArticleReader:
    """Reads a source once, from start to end. ``targets`` are the IDs to keep."""

    def __init__(
        self, source: str, targets: set[str], pictures: KnownPictures, *, line_ends: bool
    ) -> None:
        self.changes: Counter[str] = Counter()
        self.source = _MARKUP_ONLY.sub(self._drop_markup, source)
        self.line_ends = line_ends
        self.last_ends = find_last_end_tags(self.source)
        self.targets = targets
        self.pictures = pictures
        self.picture_count = 0
        self.writer = HtmlWriter()
        self.inline = InlineStack()
        self.position = 0
        self.in_pre = False
        # Whether the source has opened a paragraph or heading.
        self.in_leaf = False
        # Targets found since the last text, and targets already written.
        self.anchors: list[str] = []
        self.placed: set[str] = set()
        # The block that each open box and table part is written as ("" for none), by tag name.
        self.roles: dict[str, list[str]] = {}

    def convert(self) -> str:
        while tag := find_tag(self.source, self.position):
            self._read_text(self.source[self.position : tag.start])
            self.position = tag.end
            self._read_tag(tag)
        self._read_text(self.source[self.position :])
        self._end_paragraph()
        written = self.writer.finish()
        self.changes["empty"] += self.writer.empty_paragraphs
        return written

    # Text

    def _read_text(self, source: str) -> None:
        text = strip_controls(html.unescape(source))
        has_line_ends = self.line_ends and not self.in_leaf and self.writer.is_outside_blocks
        if self.in_pre or has_line_ends:
            self._write_lines(text)
        else:
            self._write(_HTML_SPACE.sub(" ", text))

    def _write_lines(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.writer.break_line()
            self._write(line)

    def _write(self, text: str) -> None:
        if not is_blank(text):
            self._place_anchors()
        self.writer.write(text, self.inline.styles)

    def _place_anchors(self) -> None:
        """Write the link targets found since the last text, now that content follows them."""
        for anchor in self.anchors:
            self.writer.insert_html(f'<span id="{anchor}"></span>')
        self.placed.update(self.anchors)
        self.anchors.clear()

    # Tags

    def _read_tag(self, tag: Tag) -> None:
        name = _RENAMED.get(tag.name, tag.name)
        self._note_target(tag)
        if name in _REMOVED:
            self._remove(tag)
        elif name in _EMBEDDED:
            self._read_embedded(tag)
        elif name == "br":
            self.writer.break_line()
        elif name == "a":
            self._read_link(tag)
        elif name == "img":
            self._read_picture(tag)
        elif name == "pre":
            self._read_pre(tag)
        elif name in _INLINE or name in _UNWRAPPED:
            self._read_inline(name, tag)
        elif name in _ALL_BLOCKS:
            self._read_block(name, tag)
        elif not tag.is_end:
            # This can't be a tag (``vector<float>``, for example), so show it as text.
            self.changes["unknown"] += 1
            self.writer.write(tag.source, self.inline.styles)

    def _read_block(self, name: str, tag: Tag) -> None:
        if self.in_pre:
            self.writer.start_line()
        elif name == "hr":
            self._end_paragraph()
            self.writer.add_rule()
        elif name in _LEAVES:
            self._read_leaf(name, tag)
        elif name in _BOXES or name in _TABLE:
            self._read_box(name, tag)
        elif tag.is_end:
            self._end_paragraph()
            self.writer.close(name)
        else:
            self._end_paragraph()
            self.writer.open(name, build_block_attributes(name, tag))

    def _read_leaf(self, name: str, tag: Tag) -> None:
        self._end_paragraph()
        if tag.is_end:
            return
        if self._get_role("", tag) == "figcaption":
            self.writer.open("figcaption")
            return
        self.in_leaf = True
        if name != "p":
            self.writer.start_leaf(name)

    def _end_paragraph(self) -> None:
        """End the paragraph, along with any inline elements that are never closed."""
        if self.writer.has_text:
            self._place_anchors()
        self.writer.end_paragraph()
        self.in_leaf = False
        self.inline.retain(lambda name: self.last_ends.get(name, -1) >= self.position)

    # Boxes and tables, which some systems use for pictures with captions

    def _read_box(self, name: str, tag: Tag) -> None:
        self._end_paragraph()
        self.changes["forms"] += name == "form" and not tag.is_end
        roles = self.roles.setdefault(name, [])
        if tag.is_end:
            role = roles.pop() if roles else ""
            if role:
                self.writer.close(role)
            return
        role = self._get_role(name, tag)
        roles.append(role)
        if role:
            self.writer.open(role, build_block_attributes(role, tag))

    def _get_role(self, name: str, tag: Tag) -> str:
        """Return the block that a box or table part is written as, or an empty string."""
        classes = set(tag.attributes.get("class", "").lower().split())
        if classes & _FIGURE_CLASSES:
            return "figure"
        if classes & _CAPTION_CLASSES and self.writer.is_inside("figure"):
            return "figcaption"
        if name not in _TABLE:
            return ""
        in_figure = self.roles.get("table", [""])[-1:] == ["figure"]
        return "" if in_figure and name != "table" else name

    # Inline elements

    def _read_inline(self, name: str, tag: Tag) -> None:
        if tag.is_end:
            self.inline.pop(name)
        elif name in _INLINE:
            is_reset = name in {"b", "strong"} and "font-weight" in tag.attributes.get("style", "")
            title = build_attribute(tag, "title") if name == "abbr" else ""
            own = [] if is_reset else [Style(name, f"<{name}{title}>")]
            self.inline.push(name, *own, *get_styles(tag))
        elif name in {"span", "font"}:
            self.inline.push(name, *get_styles(tag))

    def _read_link(self, tag: Tag) -> None:
        if tag.is_end:
            self.inline.pop("a")
            return
        target = tag.attributes.get("href", "").strip()
        url = get_safe_or_local_url(target) or self._get_fragment(target)
        if not url:
            self.changes["links"] += bool(target)
            self.inline.push("a")
            return
        self.changes["popups"] += "window.open" in tag.attributes.get("onclick", "")
        opening = f'<a href="{html.escape(url)}"{build_attribute(tag, "title")}>'
        self.inline.push("a", Style("a", opening))

    def _get_fragment(self, target: str) -> str:
        anchor = _build_id(target[1:])
        return f"#{anchor}" if target.startswith("#") and anchor in self.targets else ""

    def _note_target(self, tag: Tag) -> None:
        for name in ("id", "name"):
            value = tag.attributes.get(name, "")
            anchor = _build_id(value)
            is_wanted = anchor in self.targets or anchor == value
            if is_wanted and anchor not in self.placed and anchor not in self.anchors:
                self.anchors.append(anchor)

    def _read_picture(self, tag: Tag) -> None:
        source = tag.attributes.get("src", "").strip()
        if tag.is_end or self.in_pre:
            return
        url = get_safe_or_local_url(source)
        if {tag.attributes.get("width"), tag.attributes.get("height")} <= {"0", "1"}:
            self.changes["pixels"] += 1
        elif not url or url.startswith("mailto:"):
            is_data = source[:5].lower() == "data:"
            self.changes["data_pictures" if is_data else "pictures"] += 1
        elif not url.startswith("/"):
            self.changes["elsewhere"] += 1
            alt = tag.attributes.get("alt", "").strip()
            self._write_link(url, alt or get_file_name(url) or "picture")
        else:
            self._place_anchors()
            self._write_picture(tag, url)

    def _write_picture(self, tag: Tag, url: str) -> None:
        known = self.pictures.get(url)
        styles = self.inline.styles
        if known is None:
            self.writer.insert_html(build_picture(tag, url), styles)
            return
        is_lazy = self.picture_count >= self.pictures.eager_count
        self.picture_count += 1
        if is_worth_a_link(tag, known):
            styles = _add_link(styles, url)
        self.writer.insert_html(build_known_picture(tag, url, known, is_lazy=is_lazy), styles)

    def _read_pre(self, tag: Tag) -> None:
        if tag.is_end != self.in_pre:
            return
        self._end_paragraph()
        self.in_pre = not tag.is_end
        if self.in_pre:
            self.writer.start_leaf("pre")

    # Removed content

    def _drop_markup(self, found: re.Match[str]) -> str:
        """Remove comments, declarations, and tags with a prefix (``o:p``, ``st1:place``)."""
        self.changes["word"] += not found[0].startswith("<!--") or "[if" in found[0][:12]
        return ""

    def _remove(self, tag: Tag) -> None:
        if tag.is_end:
            return
        kind = _REMOVED[tag.name]
        self.changes[kind] += bool(kind)
        self._skip_content(tag, to_the_end=tag.name in {"script", "style"})

    def _skip_content(self, tag: Tag, *, to_the_end: bool = False) -> str:
        """Skip an element's content and return it. An element without an end tag has none."""
        is_closed = self.last_ends.get(tag.name, -1) >= tag.end
        if tag.source.endswith("/>") and not is_closed:
            return ""
        end = re.compile(rf"</{tag.name}\b[^>]*>", re.IGNORECASE).search(self.source, tag.end)
        if not end:
            self.position = len(self.source) if to_the_end else tag.end
            return ""
        self.position = end.end()
        return self.source[tag.end : end.start()]

    def _read_embedded(self, tag: Tag) -> None:
        """Write a link to the page of an embedded player or document."""
        if tag.is_end:
            return
        content = "" if tag.name == "embed" else self._skip_content(tag)
        own = tag.attributes.get("src") or tag.attributes.get("data") or ""
        url = get_player_page(own) or get_player_page(find_media_url(content))
        self.changes["frames" if url else "lost_frames"] += 1
        if url:
            self._write_link(url, tag.attributes.get("title", "").strip() or url)

    def _write_link(self, url: str, text: str) -> None:
        self._place_anchors()
        self.writer.write(text, _add_link(self.inline.styles, url))


def _add_link(styles: Styles, url: str) -> Styles:
    """Add a link to the formatting, unless it already contains one."""
    if any(style.name == "a" for style in styles):
        return styles
    return (*styles, Style("a", build_article_link(url)))


def _build_id(name: str) -> str:
    """Return the ID of a link target, with a prefix that nothing else on the page uses."""
    cleaned = _NOT_IN_IDS.sub("-", name.strip())
    return cleaned if cleaned.startswith("a-") else f"a-{cleaned}"
