"""Clean the HTML of articles, written in any editor or exported from another system."""

import html
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from markdown_it import MarkdownIt

from core.sanitizing import media, policy
from core.sanitizing.media import KnownPictures
from core.sanitizing.reader import InlineStack, Reader, Style, Tag, add_link, is_blank, parse_css
from core.sanitizing.writer import HtmlWriter
from core.text import strip_controls

NO_PICTURES = KnownPictures()

# An inline picture can exceed the maximum tag length, and is removed anyway.
_LONG_DATA = re.compile(r"(data:[\w/+.-]{0,100};base64,)[A-Za-z0-9+/=]{1000,}+", re.IGNORECASE)

# Singular and plural of each kind of change, in the order in which they are reported.
_CHANGES = {
    "scripts": ("script removed", "scripts removed"),
    "styles": ("style sheet removed", "style sheets removed"),
    "frames": ("embedded page replaced by a link", "embedded pages replaced by links"),
    "lost_frames": ("embedded page without a URL removed", "embedded pages without a URL removed"),
    "popups": ("pop-up window replaced by a plain link", "pop-up windows replaced by plain links"),
    "pictures": ("picture without a valid URL removed", "pictures without a valid URL removed"),
    "data_pictures": ("inline picture removed", "inline pictures removed"),
    "elsewhere": (
        "picture on another site replaced by a link",
        "pictures on other sites replaced by links",
    ),
    "pixels": ("tracking pixel removed", "tracking pixels removed"),
    "links": (
        "link without a valid URL replaced by its text",
        "links without a valid URL replaced by their text",
    ),
    "forms": ("form removed", "forms removed"),
    "drawings": ("drawing removed", "drawings removed"),
    "word": ("piece of word processor markup removed", "pieces of word processor markup removed"),
    "unknown": ("unknown tag shown as text", "unknown tags shown as text"),
    "empty": ("empty paragraph removed", "empty paragraphs removed"),
}


class Markup(StrEnum):
    """The markup language of an article."""

    HTML = "html"
    # HTML with significant line breaks, as with Movable Type's "convert breaks".
    BREAKS = "breaks"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """The safe HTML of an article, with a phrase for each kind of change made to it."""

    html: str
    changes: tuple[str, ...]


def clean_article(
    source: str, *, markup: Markup = Markup.HTML, pictures: KnownPictures = NO_PICTURES
) -> CleanArticle:
    """Return safe HTML for an article's body, with a report of what was removed or replaced.

    ``src`` and ``href`` may contain paths on this site (``/...``), but no other relative URLs.
    Pictures listed in ``pictures`` get their dimensions, a ``srcset``, and, if the full size shows
    more detail, a link to it. A picture on another site becomes a link, because pages load nothing
    from other sites. Colors, fonts, and classes are removed without being reported.

    Callers that replace URLs must do so beforehand or clean the result again; cleaning an article
    that is already clean changes nothing.
    """
    source = strip_controls(source)
    if markup is Markup.TEXT:
        return CleanArticle(policy.sanitize_article(_convert_text(source)), ())
    if markup is Markup.MARKDOWN:
        parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        source = parser.render(source)
    source = _LONG_DATA.sub(r"\1", source)
    targets = {_build_id(html.unescape(name)) for name in _LINKED.findall(source)}
    reader = _ArticleReader(source, targets, pictures, line_ends=markup is Markup.BREAKS)
    written = reader.convert()
    if not targets <= reader.placed:
        # Some links within the page have no target. Convert again without those links.
        targets &= reader.placed
        reader = _ArticleReader(source, targets, pictures, line_ends=markup is Markup.BREAKS)
        written = reader.convert()
    return CleanArticle(policy.sanitize_article(written), _describe_changes(reader.changes))


def _convert_text(source: str) -> str:
    writer = HtmlWriter(build_link=_build_link)
    for line in source.split("\n"):
        writer.write(line)
        writer.break_line()
    return writer.finish()


def _describe_changes(changes: Counter[str]) -> tuple[str, ...]:
    return tuple(
        f"{count} {one if count == 1 else many}"
        for kind, (one, many) in _CHANGES.items()
        if (count := changes[kind])
    )


# Reading

_INLINE = {"b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "mark"}
_INLINE |= {"q", "cite", "code", "abbr"}
_LEAVES = {"p", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"blockquote", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption"}
_TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
# Boxes that start a new paragraph and have no other meaning.
_BOXES = {"div", "center", "section", "article", "header", "footer", "main", "aside", "nav"}
_BOXES |= {"address", "details", "summary", "hgroup", "fieldset", "legend", "form", "dir", "menu"}
_ALL_BLOCKS = {*_LEAVES, *_BLOCKS, *_TABLE, *_BOXES, "hr"}

_MARKUP_ONLY = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|</?[a-z]\w*:(?![:/])[^<>]*>", re.DOTALL | re.IGNORECASE
)
_HTML_SPACE = re.compile("[ \t\n\f]+")
_LINKED = re.compile(r"""\bhref\s*=\s*["']?#([^"'\s>]+)""", re.IGNORECASE)
_NOT_IN_IDS = re.compile(r"[^\w.-]+")


class _ArticleReader(Reader):
    """Rewrites an article as valid HTML. ``targets`` are the IDs that its links refer to."""

    def __init__(
        self, source: str, targets: set[str], pictures: KnownPictures, *, line_ends: bool
    ) -> None:
        self.changes: Counter[str] = Counter()
        super().__init__(_MARKUP_ONLY.sub(self._drop_markup, source))
        self.line_ends = line_ends
        self.targets = targets
        self.pictures = pictures
        self.picture_count = 0
        self.writer = HtmlWriter()
        self.inline = InlineStack()
        self.in_pre = False
        # Whether the source has opened a paragraph or heading.
        self.in_leaf = False
        # Link targets to write before the next content, and those already written.
        self.anchors: dict[str, None] = {}
        self.placed: set[str] = set()
        # The block that each open box and table part is written as ("" for none), by tag name.
        self.roles: dict[str, list[str]] = {}

    def convert(self) -> str:
        self.read()
        self._end_paragraph()
        written = self.writer.finish()
        self.changes["empty"] += self.writer.empty_paragraphs
        return written

    # Text

    def read_text(self, source: str) -> None:
        text = strip_controls(html.unescape(source))
        is_outside = not self.in_leaf and self.writer.is_outside_blocks
        has_line_ends = self.in_pre or (self.line_ends and is_outside)
        lines = text.split("\n") if has_line_ends else [_HTML_SPACE.sub(" ", text)]
        for number, line in enumerate(lines):
            if number:
                self.writer.break_line()
            if not is_blank(line):
                self._place_anchors()
            self.writer.write(line, self.inline.styles)

    def _place_anchors(self) -> None:
        """Write the pending anchors (link targets) just before the content they precede."""
        for anchor in self.anchors:
            self.writer.insert_html(f'<span id="{anchor}"></span>')
        self.placed.update(self.anchors)
        self.anchors.clear()

    # Tags

    def read_tag(self, tag: Tag) -> None:
        name = policy.RENAMED_TAGS.get(tag.name, tag.name)
        self._note_target(tag)
        if name in policy.REMOVED_TAGS:
            self._remove(tag)
        elif name in policy.EMBEDDED_TAGS:
            self._read_embedded(tag)
        elif name == "br":
            self.writer.break_line()
        elif name == "a":
            self._read_link(tag)
        elif name == "img":
            self._read_picture(tag)
        elif name == "pre":
            self._read_pre(tag)
        elif name in _INLINE or name in policy.UNWRAPPED_TAGS:
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
            self.writer.open(name, tag.build_block_attributes(name))

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
        self.inline.retain(self.is_closed_later)

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
            self.writer.open(role, tag.build_block_attributes(role))

    def _get_role(self, name: str, tag: Tag) -> str:
        """Return the tag to write for a container or table element, or an empty string for none."""
        if media.is_figure(tag):
            return "figure"
        if media.is_caption(tag) and self.writer.is_inside("figure"):
            return "figcaption"
        if name not in _TABLE:
            return ""
        in_figure = self.roles.get("table", [""])[-1:] == ["figure"]
        return "" if in_figure and name != "table" else name

    # Inline elements

    def _read_inline(self, name: str, tag: Tag) -> None:
        css = tag.attributes.get("style", "")
        if tag.is_end:
            self.inline.pop(name)
        elif name in _INLINE:
            is_reset = name in {"b", "strong"} and "font-weight" in css
            title = tag.build_attribute("title") if name == "abbr" else ""
            own = [] if is_reset else [Style(name, f"<{name}{title}>")]
            self.inline.push(name, *own, *parse_css(css))
        elif name in {"span", "font"}:
            self.inline.push(name, *parse_css(css))

    def _read_link(self, tag: Tag) -> None:
        if tag.is_end:
            self.inline.pop("a")
            return
        target = tag.attributes.get("href", "").strip()
        url = policy.get_safe_or_local_url(target) or self._get_fragment(target)
        if not url:
            self.changes["links"] += bool(target)
            self.inline.push("a")
            return
        self.changes["popups"] += "window.open" in tag.attributes.get("onclick", "")
        self.inline.push("a", Style("a", _build_link(url, tag.build_attribute("title"))))

    def _get_fragment(self, target: str) -> str:
        anchor = _build_id(target[1:])
        return f"#{anchor}" if target.startswith("#") and anchor in self.targets else ""

    def _note_target(self, tag: Tag) -> None:
        for name in ("id", "name"):
            value = tag.attributes.get(name, "")
            anchor = _build_id(value)
            is_wanted = anchor in self.targets or anchor == value
            if is_wanted and anchor not in self.placed and anchor not in self.anchors:
                self.anchors[anchor] = None

    def _read_picture(self, tag: Tag) -> None:
        if tag.is_end or self.in_pre:
            return
        url = policy.get_safe_or_local_url(tag.attributes.get("src", ""))
        change = media.get_picture_change(tag, url)
        self.changes[change] += bool(change)
        if change == "elsewhere":
            self._write_link(url, media.build_picture_label(tag, url))
        elif not change:
            self._write_picture(tag, url)

    def _write_picture(self, tag: Tag, url: str) -> None:
        self._place_anchors()
        known = self.pictures.get(url)
        is_lazy = self.picture_count >= self.pictures.eager_count
        self.picture_count += known is not None
        styles = self.inline.styles
        if media.is_worth_a_link(tag, known):
            styles = add_link(styles, _build_link(url))
        self.writer.insert_html(media.build_picture(tag, url, known, is_lazy=is_lazy), styles)

    def _read_pre(self, tag: Tag) -> None:
        if tag.is_end != self.in_pre:
            return
        self._end_paragraph()
        self.in_pre = not tag.is_end
        if self.in_pre:
            self.writer.start_leaf("pre")

    # Removed content

    def _drop_markup(self, found: re.Match[str]) -> str:
        """Remove a comment, a declaration, or a tag with a prefix (``o:p``, ``st1:place``)."""
        self.changes["word"] += not found[0].startswith("<!--") or "[if" in found[0][:12]
        return ""

    def _remove(self, tag: Tag) -> None:
        if tag.is_end:
            return
        kind = policy.REMOVED_TAGS[tag.name]
        self.changes[kind] += bool(kind)
        self._skip_content(tag, to_the_end=tag.name in {"script", "style"})

    def _skip_content(self, tag: Tag, *, to_the_end: bool = False) -> str:
        """Skip an element's content and return it, or an empty string if there is no end tag.

        ``to_the_end`` means that without an end tag, the rest of the source is skipped.
        """
        if tag.source.endswith("/>") and not self.is_closed_later(tag.name):
            return ""
        content = self.skip_past(_compile_end_tag(tag.name))
        if content is None and to_the_end:
            self.position = len(self.source)
        return content or ""

    def _read_embedded(self, tag: Tag) -> None:
        """Replace an embedded player or document with a link to its page."""
        if tag.is_end:
            return
        content = "" if tag.name == "embed" else self._skip_content(tag)
        url = media.get_embedded_page(tag, content)
        self.changes["frames" if url else "lost_frames"] += 1
        if url:
            self._write_link(url, tag.attributes.get("title", "").strip() or url)

    def _write_link(self, url: str, text: str) -> None:
        self._place_anchors()
        self.writer.write(text, add_link(self.inline.styles, _build_link(url)))


@cache
def _compile_end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b[^<>]*+>", re.IGNORECASE)


def _build_link(url: str, attributes: str = "") -> str:
    """Return the opening tag of a link. ``url`` must be safe."""
    return f'<a href="{html.escape(url)}"{attributes}>'


def _build_id(name: str) -> str:
    """Return the ID of a link target, with a prefix that nothing else on the page uses."""
    cleaned = _NOT_IN_IDS.sub("-", name.strip())
    return cleaned if cleaned.startswith("a-") else f"a-{cleaned}"
