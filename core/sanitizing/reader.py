"""Read text that may contain HTML: find tags, URLs, and formatting, and extract plain text.

Browser parsers turn almost anything into a tag, and tree parsers are slow on hostile input. Here,
only well-formed tags count as tags, and everything else is text. Safety doesn't depend on this,
because the output is sanitized afterward (``core.sanitizing.policy``).
"""

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from core.sanitizing.policy import get_safe_url
from core.text import strip_controls
from core.urls_in_text import URL_REST

# Tags

# The search for a tag's end stops after this many characters, which keeps hostile input linear.
MAX_TAG_LENGTH = 8192

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:_.-]*+)(?=[\s/>])"
    r"(?P<attributes>(?:[^<>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[=\"'])*+)>"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s>]++)))?"
)
_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9:_.-]*+)[^<>]*+>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u2060]*\\Z")

# The attributes that blocks keep, and the patterns of their values.
_CELL = {"colspan": "[0-9]{1,5}", "rowspan": "[0-9]{1,5}"}
_BLOCK_ATTRIBUTES = {
    "ol": {"start": "-?[0-9]{1,5}"},
    "td": _CELL,
    "th": _CELL | {"scope": "row|col|rowgroup|colgroup"},
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in the source, from ``start`` to ``end``. ``name`` is in lowercase."""

    name: str
    is_end: bool
    source: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)

    def get_value(self, name: str) -> str:
        """Return an attribute's value on one line, with all character references resolved.

        Bleach can't distinguish a character reference in an attribute from literal text that looks
        like one, so none may remain.
        """
        value = self.attributes.get(name, "")
        while (resolved := unescape(value)) != value:
            value = resolved
        return " ".join(strip_controls(value).split())

    def build_attribute(self, name: str, pattern: str = ".+") -> str:
        """Return an attribute as HTML, or "" if its value doesn't match ``pattern``."""
        value = self.get_value(name)
        return f' {name}="{html.escape(value)}"' if re.fullmatch(pattern, value) else ""

    def build_block_attributes(self, block: str) -> str:
        """Return the HTML of the attributes to keep when this tag is written as ``block``."""
        if block == "blockquote":
            cite = get_safe_url(self.attributes.get("cite", ""))
            return f' cite="{html.escape(cite)}"' if cite else ""
        patterns = _BLOCK_ATTRIBUTES.get(block, {})
        return "".join(self.build_attribute(name, pattern) for name, pattern in patterns.items())


def find_tag(source: str, start: int) -> Tag | None:
    """Return the first tag at or after ``start``, or None if only text remains."""
    start = source.find("<", start)
    while start >= 0:
        found = _TAG.match(source, start, start + MAX_TAG_LENGTH)
        if found:
            return _build_tag(found)
        start = source.find("<", start + 1)
    return None


def unescape(text: str) -> str:
    """Resolve only the character references that end in a semicolon.

    HTML parsers also resolve ``&copy`` without one, which would corrupt a typed "?a=1&copy=2".
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def is_blank(text: str) -> bool:
    """Check whether the text has no visible characters."""
    return _BLANK.match(text) is not None


def _build_tag(found: re.Match[str]) -> Tag:
    return Tag(
        name=found["name"].lower(),
        is_end=bool(found["end"]),
        source=found[0],
        start=found.start(),
        end=found.end(),
        attributes=_parse_attributes(found["attributes"]),
    )


def _parse_attributes(source: str) -> dict[str, str]:
    """Parse attributes. If a name is repeated, its first value counts, as in browsers."""
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(source):
        value = found["a"] or found["b"] or found["c"] or ""
        attributes.setdefault(found["name"].lower(), unescape(value))
    return attributes


class Reader(ABC):
    """Reads HTML source in a single pass. Subclasses handle the text and the tags."""

    def __init__(self, source: str) -> None:
        self.source = source
        # The start of the part that hasn't been read yet.
        self.position = 0
        # Patterns that match nothing in that part.
        self._without_match: set[re.Pattern[str]] = set()

    def read(self) -> None:
        while tag := find_tag(self.source, self.position):
            self.read_text(self.source[self.position : tag.start])
            self.position = tag.end
            self.read_tag(tag)
        self.read_text(self.source[self.position :])

    @abstractmethod
    def read_text(self, source: str) -> None:
        """Handle the source text between two tags, with its character references unresolved."""

    @abstractmethod
    def read_tag(self, tag: Tag) -> None:
        """Handle a start tag or end tag. ``self.position`` is already past the tag."""

    def is_closed_later(self, name: str) -> bool:
        """Check whether the rest of the source contains an end tag with this name."""
        return self._last_ends.get(name, -1) >= self.position

    def skip_past(self, pattern: re.Pattern[str]) -> str | None:
        """Skip everything up to and including the next match of ``pattern``.

        Return the source before the match. If nothing matches, return None and skip nothing.
        """
        if pattern in self._without_match:
            return None
        found = pattern.search(self.source, self.position)
        if not found:
            self._without_match.add(pattern)
            return None
        skipped = self.source[self.position : found.start()]
        self.position = found.end()
        return skipped

    @cached_property
    def _last_ends(self) -> dict[str, int]:
        """The position of the last end tag with each name."""
        return {found[1].lower(): found.start() for found in _END_TAG.finditer(self.source)}


# URLs in text

_URL_IN_TEXT = re.compile(rf"(?<![A-Za-z0-9_@/.-])(?:https?://|www\.){URL_REST}", re.IGNORECASE)
_URL_WITH_DOMAIN = re.compile(
    r"(?:https?://)?[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::\d+)?(?=[/?#]|\Z)", re.IGNORECASE
)
_TRAILING_PUNCTUATION = ".,;:!?'*_~`|\u200c\u200d"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def split_at_urls(text: str) -> Iterator[tuple[str, str]]:
    """Split text at its URLs. Yield each piece with its safe URL, or with "" if it isn't a URL.

    Punctuation after a URL isn't part of the URL, and neither is a closing bracket whose opening
    bracket precedes the URL.
    """
    done = 0
    for found in _URL_IN_TEXT.finditer(text):
        piece = _strip_trailing(found[0])
        url = get_safe_url(piece) if _URL_WITH_DOMAIN.match(piece) else ""
        if not url:
            continue
        if found.start() > done:
            yield text[done : found.start()], ""
        yield piece, url
        done = found.start() + len(piece)
    if done < len(text):
        yield text[done:], ""


def _strip_trailing(candidate: str) -> str:
    """Remove trailing characters that belong to the sentence around the URL."""
    surplus = {
        end: candidate.count(end) - candidate.count(start) for end, start in _BRACKETS.items()
    }
    end = len(candidate)
    while end:
        last = candidate[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING_PUNCTUATION:
            break
        end -= 1
    return candidate[:end]


# Inline formatting

# Nobody nests formatting deeper than this. Further opening tags have no effect.
_MAX_DEPTH = 64
_CSS = re.compile(r"(font-weight|font-style|text-decoration)[a-z-]{0,20}\s*:\s*([\w -]+)")


@dataclass(frozen=True, slots=True)
class Style:
    """An inline element: its name and its complete opening tag."""

    name: str
    opening: str

    @classmethod
    def plain(cls, name: str) -> "Style":
        """Return a style whose tag has no attributes."""
        return cls(name, f"<{name}>")


# Elements inside one another, outermost first.
type Styles = tuple[Style, ...]


class InlineStack:
    """The inline elements that the source has opened but not yet closed.

    ``styles`` is their combined effect: an element inside another with the same name adds nothing,
    except that a link inside a link replaces the outer one.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, Styles]] = []
        self.styles: Styles = ()

    def push(self, name: str, *styles: Style) -> None:
        """Open the tag ``name``, which applies the given styles, if any."""
        if len(self._open) < _MAX_DEPTH:
            self._open.append((name, styles))
            self._update()

    def pop(self, name: str) -> None:
        """Close the innermost tag ``name``, if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                del self._open[index]
                self._update()
                return

    def retain(self, is_wanted: Callable[[str], bool]) -> None:
        """Keep only the open tags whose names satisfy ``is_wanted``."""
        if self._open:
            self._open = [entry for entry in self._open if is_wanted(entry[0])]
            self._update()

    def _update(self) -> None:
        styles: dict[str, Style] = {}
        for _, opened in self._open:
            for style in opened:
                if style.name == "a" or style.name not in styles:
                    styles[style.name] = style
        self.styles = tuple(styles.values())


def has_link(styles: Styles) -> bool:
    return any(style.name == "a" for style in styles)


def add_link(styles: Styles, opening: str) -> Styles:
    """Add a link with the given opening tag to ``styles``, unless they already contain a link."""
    return styles if has_link(styles) else (*styles, Style("a", opening))


def parse_css(css: str) -> list[Style]:
    """Return the meaningful formatting in a style attribute: bold, italic, or strikethrough."""
    found = dict(_CSS.findall(css.lower()))
    styles = []
    if re.match(r"\s*(?:bold|[6-9]00)", found.get("font-weight", "")):
        styles.append(Style.plain("b"))
    if "italic" in found.get("font-style", ""):
        styles.append(Style.plain("i"))
    if "line-through" in found.get("text-decoration", ""):
        styles.append(Style.plain("s"))
    return styles


# Plain text

_SPACES = re.compile("[ \t\n]+")
_ITEMS = {"li", "dt", "dd", "tr"}
_CELLS = {"td", "th"}
_GROUPS = {"ul", "ol", "dl", "table"}
_BLOCKS = {"p", "pre", "blockquote", "caption", "figure", "figcaption", "hr"}
_BLOCKS |= {"h2", "h3", "h4", "h5", "h6", *_ITEMS, *_GROUPS}


def plain_text(html: str) -> str:
    """Convert HTML produced by ``render_comment`` or ``clean_article`` to plain text.

    Blank lines separate paragraphs, and line breaks separate list items. Quoted lines start with
    ``> `` (once per level), and list items with ``- ``. Links keep only their text, and pictures
    are dropped.
    """
    reader = PlainTextReader(html)
    reader.read()
    reader.end_paragraph()
    return "".join(reader.out)


class PlainTextReader(Reader):
    """Collects the paragraphs of sanitized HTML as plain text, in ``out``."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.out: list[str] = []
        self.paragraph: list[str] = []
        self.quote_depth = 0
        self.list_depth = 0
        # The mark of the list item that the next paragraph starts, or an empty string.
        self.item_mark = ""
        # Whether a single line break separates the next paragraph from the previous one.
        self.is_tight = False
        self.is_preformatted = False

    def read_text(self, source: str) -> None:
        text = unescape(source).replace("\xa0", " ")
        self.paragraph.append(text if self.is_preformatted else _SPACES.sub(" ", text))

    def read_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.paragraph.append("\n")
        elif tag.name in _CELLS and not tag.is_end:
            self.paragraph.append(" ")
        elif tag.name in _BLOCKS:
            self.end_paragraph()
            self.read_block(tag)

    def read_block(self, tag: Tag) -> None:
        step = -1 if tag.is_end else 1
        self.quote_depth += step * (tag.name == "blockquote")
        self.list_depth += step * (tag.name in {"ul", "ol"})
        self.is_preformatted = tag.name == "pre" and not tag.is_end
        if tag.name == "li":
            self.item_mark = "" if tag.is_end else self.build_item_mark(tag)
        if tag.name in _ITEMS:
            self.is_tight = self.is_tight or tag.is_end
        elif tag.name in _GROUPS:
            self.is_tight = self.list_depth > (0 if tag.is_end else 1)

    def build_item_mark(self, tag: Tag) -> str:
        """Return the mark before the list item that starts with ``tag``."""
        return "- "

    def end_paragraph(self) -> None:
        """Write the collected paragraph, prefixing each line with its quote and list markers."""
        paragraph = "".join(self.paragraph)
        self.paragraph.clear()
        lines = paragraph.split("\n") if paragraph.strip() else []
        if not lines:
            return
        indent = "  " * (self.list_depth - 1)
        first = "> " * self.quote_depth + indent + self.item_mark
        other = "> " * self.quote_depth + indent + " " * len(self.item_mark)
        lines = lines if self.is_preformatted else [line.strip(" ") for line in lines]
        separator = "" if not self.out else "\n" if self.is_tight else "\n\n"
        body = [f"{other if number else first}{line}" for number, line in enumerate(lines)]
        self.out.append(separator + "\n".join(body))
        self.item_mark = ""
        self.is_tight = False
