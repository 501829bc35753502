"""The last word: bleach's allow-lists. Nothing touches markup after it."""

import re
import threading
from collections.abc import Callable
from typing import Any, cast
from xml.etree.ElementTree import Element

from bleach.sanitizer import Cleaner

from core.sanitising.pictures import SIZES

INLINE = frozenset(
    ["a", "b", "strong", "i", "em", "q", "cite", "code", "del", "s", "sub", "sup", "br"]
)
COMMENT_TAGS = INLINE | {"p", "blockquote", "ul", "ol", "li", "pre"}
ARTICLE_TAGS = (
    COMMENT_TAGS
    | {"u", "small", "mark", "ins", "abbr", "span", "hr"}
    | {"img", "picture", "source", "figure", "figcaption"}
    | {"h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "table", "caption"}
    | {"thead", "tbody", "tfoot", "tr", "th", "td"}
)

_ADDRESS = r"https?://[^/\\].*|mailto:.+"
_PATH = r"/(?:[^/\\].*)?"
_LOCAL = rf"{_ADDRESS}|{_PATH}"
_NUMBER = r"[0-9]{1,5}"
# Paths of this site with a width each; a comma or a space in a path would begin another one.
_ONE_WIDTH = r"/[^/\\\s,][^\\\s,]* [0-9]{1,5}w"
_SET = {"srcset": rf"{_ONE_WIDTH}(?:, {_ONE_WIDTH})*", "sizes": rf"{re.escape(SIZES)}|{_NUMBER}px"}
_ANY = r".*"

# For each tag its attributes, and what the whole value of each must look like.
_COMMENT_ATTRIBUTES = {"a": {"href": _ADDRESS, "rel": "nofollow ugc noopener"}}
_CELL = {"colspan": _NUMBER, "rowspan": _NUMBER}
_ARTICLE_ATTRIBUTES = {
    "a": {"href": rf"{_LOCAL}|#a-[\w.-]+", "title": _ANY},
    "abbr": {"title": _ANY},
    "blockquote": {"cite": _ADDRESS},
    "img": {
        "src": _PATH,
        "alt": _ANY,
        "title": _ANY,
        "width": _NUMBER,
        "height": _NUMBER,
        "loading": "lazy|eager",
    }
    | _SET,
    "ol": {"start": rf"-?{_NUMBER}"},
    "source": {"type": "image/(?:avif|webp)"} | _SET,
    # Targets of links within the page; the prefix keeps them away from the page's own ids.
    "span": {"id": r"a-[\w.-]+"},
    "td": _CELL,
    "th": _CELL | {"scope": "row|col|rowgroup|colgroup"},
}

_local = threading.local()


def pass_comment(html: str) -> str:
    """Return ``html`` with nothing in it but what a comment may hold."""
    return _cleaner("comment", COMMENT_TAGS, _COMMENT_ATTRIBUTES).clean(html)


def pass_article(html: str) -> str:
    """Return ``html`` with nothing in it but what an article may hold."""
    return _cleaner("article", ARTICLE_TAGS, _ARTICLE_ATTRIBUTES).clean(html)


def _cleaner(name: str, tags: frozenset[str], attributes: dict[str, dict[str, str]]) -> Cleaner:
    """Return this thread's cleaner: making one is slow, and sharing one between threads unsafe."""
    cleaner: Cleaner | None = getattr(_local, name, None)
    if cleaner is None:
        cleaner = Cleaner(
            tags=tags, attributes=_allow(attributes), protocols={"http", "https", "mailto"}
        )
        cleaner.walker = cast("Any", _Walker)
        setattr(_local, name, cleaner)
    return cleaner


def _allow(attributes: dict[str, dict[str, str]]) -> Callable[[str, str, str], bool]:
    """Make bleach's attribute test of the patterns."""
    patterns = {
        (tag, name): re.compile(pattern, re.IGNORECASE | re.DOTALL)
        for tag, names in attributes.items()
        for name, pattern in names.items()
    }

    def allowed(tag: str, name: str, value: str) -> bool:
        pattern = patterns.get((tag, name))
        return pattern is not None and pattern.fullmatch(value) is not None

    return allowed


_BleachWalker: Any = Cleaner().walker


class _Walker(_BleachWalker):  # type: ignore[misc]
    """The walker that bleach uses, with a way up that takes constant time.

    The original looks for a node's parent among all siblings of that parent, and so needs
    seconds for 100 kB of short quotes in one long one.
    """

    def __init__(self, tree: Element) -> None:
        super().__init__(tree)
        self._places: dict[Element, dict[Element, int]] = {}

    def getParentNode(self, node: Any) -> Any:  # noqa: N802 (html5lib's name)
        """Return the parent of a node, which is (element, place, parents, flag)."""
        if not isinstance(node, tuple):
            return None
        element, place, parents, flag = node
        if flag == "text":
            return (element, place, parents, None) if parents else element
        parent = parents.pop()
        if not parents:
            return parent
        return parent, self._place(parents[-1], parent), parents, None

    def _place(self, parent: Element, child: Element) -> int:
        if parent not in self._places:
            self._places[parent] = {element: place for place, element in enumerate(parent)}
        return self._places[parent][child]
