"""From the HTML that another system made of a comment back to text as its reader typed it."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

_KEPT = frozenset({"b", "code", "del", "em", "i", "li", "q", "s", "strong", "sub", "sup"})
_BLOCKS = frozenset({"blockquote", "ol", "ul"})
_PARAGRAPHS = frozenset(
    {"p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "table"}
)
_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "form", "svg", "math"}
)
# Each run of spaces is looked at once, so that a very long one costs no more than its length.
_AROUND_LINE_ENDS = re.compile(r"(?<! ) *+\n *+")
_WITHIN_BLOCKS = re.compile(
    r"(<(?:blockquote|li|ol|ul)>)\s+|(?<!\s)\s++(</(?:blockquote|li|ol|ul)>)"
)
_ENTITY_OR_TAG = re.compile(r"&(?=#?\w+;)|<(?=[a-zA-Z/!?])")


class _Verbatim(str):
    """Text whose spaces and line ends count."""

    __slots__ = ()


def convert_to_comment_text(html: str | Tag) -> str:
    """Return a comment's HTML as text with the few tags that a comment may hold.

    Paragraphs become blank lines, breaks become line ends and a link that shows its own address
    becomes the address. What isn't known loses its tags and keeps its words.
    """
    root = BeautifulSoup(html, "lxml") if isinstance(html, str) else html
    runs = groupby(_pieces(root), lambda piece: isinstance(piece, _Verbatim))
    return "".join(
        "".join(run) if verbatim else _tidy("".join(run)) for verbatim, run in runs
    ).strip()


def _tidy(text: str) -> str:
    text = re.sub(r"\n{3,}", "\n\n", _AROUND_LINE_ENDS.sub("\n", text))
    return _WITHIN_BLOCKS.sub(lambda found: found[1] or found[2], text)


def _pieces(root: Tag) -> Iterator[str]:
    """Walk the tree without recursion, because pages nest tags deeper than Python calls."""
    waiting: list[PageElement | str] = [*reversed(root.contents)]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, Tag):
            waiting += reversed(_parts(piece))
        elif not isinstance(piece, PageElement):
            yield piece
        elif type(piece) in {NavigableString, CData}:
            yield re.sub(r"\s+", " ", _escaped(str(piece)))


def _parts(tag: Tag) -> list[PageElement | str]:
    """Return what a tag is written as: its content between two marks, or something else."""
    if tag.name in _WRITTEN:
        return _WRITTEN[tag.name](tag)
    if tag.name in _PARAGRAPHS:
        return ["\n\n", *tag.contents, "\n\n"]
    if tag.name in _BLOCKS:
        return [f"\n\n<{tag.name}>", *tag.contents, f"</{tag.name}>\n\n"]
    if tag.name in _KEPT:
        return [f"<{tag.name}>", *tag.contents, f"</{tag.name}>"]
    return [] if tag.name in _DROPPED else [*tag.contents]


def _link(tag: Tag) -> list[PageElement | str]:
    href, words = str(tag.get("href") or ""), " ".join(_escaped(tag.get_text()).split())
    if not href.startswith(("http://", "https://", "mailto:")):
        return [words]
    if words in {href, href.removeprefix("http://"), href.removeprefix("https://"), ""}:
        return [_escaped(href)]
    return [f'<a href="{href.replace('"', "%22")}">{words}</a>']


def _preformatted(tag: Tag) -> list[PageElement | str]:
    return ["\n\n", _Verbatim(f"<pre>{_escaped(tag.get_text())}</pre>"), "\n\n"]


def _escaped(text: str) -> str:
    """Return text in which nothing reads as markup that didn't before."""
    return _ENTITY_OR_TAG.sub(lambda sign: "&amp;" if sign[0] == "&" else "&lt;", text)


# Tags that are written as something else than their content.
_WRITTEN: dict[str, Callable[[Tag], list[PageElement | str]]] = {
    "a": _link,
    "br": lambda _: ["\n"],
    "img": lambda tag: [_escaped(str(tag.get("alt") or ""))],
    "pre": _preformatted,
}
