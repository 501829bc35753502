"""Convert the HTML of imported comments to text as commenters would type it."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

_INLINE_TAGS = frozenset({"b", "code", "del", "em", "i", "li", "q", "s", "strong", "sub", "sup"})
_BLOCK_TAGS = frozenset({"blockquote", "ol", "ul"})
_PARAGRAPH_TAGS = frozenset(
    {"p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "table"}
)
_REMOVED_TAGS = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "form", "svg", "math"}
)
# Possessive quantifiers keep the time linear for long runs of spaces.
_AROUND_LINE_ENDS = re.compile(r"(?<! ) *+\n *+")
_WITHIN_BLOCKS = re.compile(
    r"(<(?:blockquote|li|ol|ul)>)\s+|(?<!\s)\s++(</(?:blockquote|li|ol|ul)>)"
)
_ENTITY_OR_TAG = re.compile(r"&(?=#?\w+;)|<(?=[a-zA-Z/!?])")


class _Verbatim(str):
    """A piece of text in which whitespace is significant."""

    __slots__ = ()


def convert_to_comment_text(html: str | Tag) -> str:
    """Convert the HTML of a comment to comment source: text with the tags that comments allow.

    Paragraphs become blank lines, ``<br>`` becomes a newline, and a link whose text is its URL
    becomes the URL. Other tags are removed, but their text is kept.
    """
    root = BeautifulSoup(html, "lxml") if isinstance(html, str) else html
    runs = groupby(_iterate_pieces(root), lambda piece: isinstance(piece, _Verbatim))
    return "".join(
        "".join(run) if verbatim else _normalize_whitespace("".join(run)) for verbatim, run in runs
    ).strip()


def _normalize_whitespace(text: str) -> str:
    text = re.sub(r"\n{3,}", "\n\n", _AROUND_LINE_ENDS.sub("\n", text))
    return _WITHIN_BLOCKS.sub(lambda found: found[1] or found[2], text)


def _iterate_pieces(root: Tag) -> Iterator[str]:
    """Yield the pieces of converted text.

    This function isn't recursive, because tags can be nested more deeply than Python's stack
    allows.
    """
    waiting: list[PageElement | str] = [*reversed(root.contents)]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, Tag):
            waiting += reversed(_convert_tag(piece))
        elif not isinstance(piece, PageElement):
            yield piece
        elif type(piece) in {NavigableString, CData}:
            yield re.sub(r"\s+", " ", _escape(str(piece)))


def _convert_tag(tag: Tag) -> list[PageElement | str]:
    """Return what replaces a tag: strings, and child elements that are still to be converted."""
    if tag.name in _CONVERTERS:
        return _CONVERTERS[tag.name](tag)
    if tag.name in _PARAGRAPH_TAGS:
        return ["\n\n", *tag.contents, "\n\n"]
    if tag.name in _BLOCK_TAGS:
        return [f"\n\n<{tag.name}>", *tag.contents, f"</{tag.name}>\n\n"]
    if tag.name in _INLINE_TAGS:
        return [f"<{tag.name}>", *tag.contents, f"</{tag.name}>"]
    return [] if tag.name in _REMOVED_TAGS else [*tag.contents]


def _convert_link(tag: Tag) -> list[PageElement | str]:
    href, words = str(tag.get("href") or ""), " ".join(_escape(tag.get_text()).split())
    if not href.startswith(("http://", "https://", "mailto:")):
        return [words]
    if words in {href, href.removeprefix("http://"), href.removeprefix("https://"), ""}:
        return [_escape(href)]
    return [f'<a href="{href.replace('"', "%22")}">{words}</a>']


def _convert_pre(tag: Tag) -> list[PageElement | str]:
    return ["\n\n", _Verbatim(f"<pre>{_escape(tag.get_text())}</pre>"), "\n\n"]


def _escape(text: str) -> str:
    """Escape ``&`` and ``<`` where they would be read as markup."""
    return _ENTITY_OR_TAG.sub(lambda sign: "&amp;" if sign[0] == "&" else "&lt;", text)


# Tags whose output is not just their content.
_CONVERTERS: dict[str, Callable[[Tag], list[PageElement | str]]] = {
    "a": _convert_link,
    "br": lambda _: ["\n"],
    "img": lambda tag: [_escape(str(tag.get("alt") or ""))],
    "pre": _convert_pre,
}
