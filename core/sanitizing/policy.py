"""Rules for sanitized HTML: safe URLs, the treatment of tags, and the allowlists.

The ``comments`` and ``articles`` modules apply the first two. Bleach then enforces the allowlists,
independently of these modules, and nothing changes the markup afterward.
"""

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element

from bleach import html5lib_shim
from bleach.html5lib_shim import BleachHTMLParser, BleachHTMLTokenizer
from bleach.sanitizer import Cleaner

# Increase this when the allowlists or the rendering change, so that stored HTML is rendered again.
POLICY_VERSION = 2

# The display width of a picture: the text column or, on narrow screens, the page without its
# margins (--text and --gutter in site.css).
PICTURE_SIZES = "(max-width: 38.5rem) calc(100vw - 2.5rem), 36rem"

# URLs

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_WEB = re.compile(r"(?i:https?)://(?P<host>[^/?#\\@]+)(?:[/?#][^\\]*)?\Z")
_MAIL = re.compile(r"(?i:mailto):[^@\s/\\]+@[^@\s/\\]+\Z")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s\[\]()<>\"'`{}|^%:]+)(?::[0-9]{1,5})?\Z")
_LOCAL = re.compile(r"/(?![/\\])[^\\]*\Z")
# Longer URLs are rejected: nobody reads them, and they slow down later parsers.
_MAX_LENGTH = 4000

# These are not allowed in a URL, or some software treats them as the end of one.
_PERCENT_ENCODED = {ord(c): f"%{ord(c):02X}" for c in "\"'<>`{}|^"}
# Joiners are invisible, but other words have the same letters without them.
_PERCENT_ENCODED |= {0x200C: "%E2%80%8C", 0x200D: "%E2%80%8D"}
# "&copy;" inside a URL is a parameter and a semicolon, not a copyright sign.
_LOOKS_LIKE_ENTITY = re.compile(r"&(#?\w+);")


def get_safe_url(value: str) -> str:
    """Return ``value`` as a safe http, https, or mailto URL, or an empty string if it isn't one.

    Quotation marks added by word processors are removed, and ``http://`` is added before ``www.``.
    Relative URLs, other schemes, and URLs with a username are rejected.
    """
    url = _encode(value.strip(" \t\n\r\"'“”„‘’″\u200c\u200d"), space="")
    if url[:4].lower() == "www.":
        url = f"http://{url}"
    if len(url) > _MAX_LENGTH:
        return ""
    web = _WEB.match(url)
    if web:
        return url if _HOST.match(web["host"]) else ""
    return url if _MAIL.match(url) else ""


def get_safe_or_local_url(value: str) -> str:
    """Return a safe URL (see ``get_safe_url``), a path on this site, or an empty string.

    ``https:`` is added to URLs that start with ``//``.
    """
    url = value.strip()
    if url.startswith("//"):
        return get_safe_url(f"https:{url}")
    if _LOCAL.match(url) and len(url) <= _MAX_LENGTH:
        return _encode(url, space="%20")
    return get_safe_url(url)


def _encode(url: str, *, space: str) -> str:
    """Percent-encode characters that some software misreads.

    Runs of invisible characters, including spaces, are replaced with ``space``.
    """
    encoded = _INVISIBLE.sub(space, url).translate(_PERCENT_ENCODED)
    return _LOOKS_LIKE_ENTITY.sub(r"&\1%3B", encoded)


# Tags in the source of an article that aren't written as they are

# Written as other tags.
RENAMED_TAGS = {"strike": "s", "acronym": "abbr", "h1": "h2"}
RENAMED_TAGS |= dict.fromkeys(["tt", "kbd", "samp"], "code") | dict.fromkeys(["var", "dfn"], "i")
# Known tags without meaning. Only their content is kept.
UNWRAPPED_TAGS = {"span", "font", "big", "label", "time", "data", "nobr", "noscript", "bdi", "bdo"}
UNWRAPPED_TAGS |= {"html", "head", "body", "colgroup", "col", "wbr", "picture", "source", "param"}
UNWRAPPED_TAGS |= {"meta", "link", "base", "basefont", "input", "track", "map", "area"}
UNWRAPPED_TAGS |= {"ruby", "rt", "rp", "blink", "marquee", "frame", "frameset", "noframes"}
UNWRAPPED_TAGS |= {"slot", "bgsound"}
# Removed with their content; the value is the kind of change that is reported.
REMOVED_TAGS = {"script": "scripts", "style": "styles", "xml": "word"}
REMOVED_TAGS |= dict.fromkeys(["svg", "math", "canvas"], "drawings")
REMOVED_TAGS |= dict.fromkeys(["title", "template", "textarea", "select", "button", "noembed"], "")
# Replaced by a link to what they embed.
EMBEDDED_TAGS = {"iframe", "embed", "object", "video", "audio"}

# Allowlists

_INLINE_TAGS = frozenset(
    ["a", "b", "strong", "i", "em", "q", "cite", "code", "del", "s", "sub", "sup", "br"]
)
COMMENT_TAGS = _INLINE_TAGS | {"p", "blockquote", "ul", "ol", "li", "pre"}
ARTICLE_TAGS = (
    COMMENT_TAGS
    | {"u", "small", "mark", "ins", "abbr", "span", "hr"}
    | {"img", "picture", "source", "figure", "figcaption"}
    | {"h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "table", "caption"}
    | {"thead", "tbody", "tfoot", "tr", "th", "td"}
)

_URL = r"https?://[^/\\].*|mailto:.+"
_PATH = r"/(?:[^/\\].*)?"
_URL_OR_PATH = rf"{_URL}|{_PATH}"
_NUMBER = r"[0-9]{1,5}"
# A path on this site and its width. A comma or space in the path would start another entry.
_SRCSET_ENTRY = r"/[^/\\\s,][^\\\s,]* [0-9]{1,5}w"
_SRCSET = {
    "srcset": rf"{_SRCSET_ENTRY}(?:, {_SRCSET_ENTRY})*",
    "sizes": rf"{re.escape(PICTURE_SIZES)}|{_NUMBER}px",
}
_ANY = r".*"

# The attributes allowed on each tag, and the pattern that the entire value must match.
_COMMENT_ATTRIBUTES = {"a": {"href": _URL, "rel": "nofollow ugc noopener"}}
_CELL = {"colspan": _NUMBER, "rowspan": _NUMBER}
_ARTICLE_ATTRIBUTES = {
    "a": {"href": rf"{_URL_OR_PATH}|#a-[\w.-]+", "title": _ANY},
    "abbr": {"title": _ANY},
    "blockquote": {"cite": _URL},
    "img": {
        "src": _PATH,
        "alt": _ANY,
        "title": _ANY,
        "width": _NUMBER,
        "height": _NUMBER,
        "loading": "lazy|eager",
    }
    | _SRCSET,
    "ol": {"start": rf"-?{_NUMBER}"},
    "source": {"type": "image/(?:avif|webp)"} | _SRCSET,
    # Targets of links within the page. The prefix avoids collisions with the page's own IDs.
    "span": {"id": r"a-[\w.-]+"},
    "td": _CELL,
    "th": _CELL | {"scope": "row|col|rowgroup|colgroup"},
}

_thread = threading.local()


def sanitize_comment(html: str) -> str:
    """Remove everything that a comment may not contain."""
    return _get_cleaner("comment", COMMENT_TAGS, _COMMENT_ATTRIBUTES).clean(html)


def sanitize_article(html: str) -> str:
    """Remove everything that an article may not contain."""
    return _get_cleaner("article", ARTICLE_TAGS, _ARTICLE_ATTRIBUTES).clean(html)


def _get_cleaner(name: str, tags: frozenset[str], attributes: dict[str, dict[str, str]]) -> Cleaner:
    """Return this thread's cleaner. Creating a cleaner is slow, and threads can't share one."""
    cleaner: Cleaner | None = getattr(_thread, name, None)
    if cleaner is None:
        cleaner = Cleaner(
            tags=tags,
            attributes=_build_attribute_filter(attributes),
            protocols={"http", "https", "mailto"},
        )
        cleaner.parser = _Parser(
            tags=tags, strip=False, consume_entities=False, namespaceHTMLElements=False
        )
        cleaner.walker = cast("Any", _Walker)
        setattr(_thread, name, cleaner)
    return cleaner


def _build_attribute_filter(
    attributes: dict[str, dict[str, str]],
) -> Callable[[str, str, str], bool]:
    patterns = {
        (tag, name): re.compile(pattern, re.IGNORECASE | re.DOTALL)
        for tag, names in attributes.items()
        for name, pattern in names.items()
    }

    def is_allowed(tag: str, name: str, value: str) -> bool:
        pattern = patterns.get((tag, name))
        return pattern is not None and pattern.fullmatch(value) is not None

    return is_allowed


_constants = cast("Any", html5lib_shim).constants
_SPACES, _CHARACTERS, _PARSE_ERROR = (
    _constants.tokenTypes[name] for name in ("SpaceCharacters", "Characters", "ParseError")
)


class _Tokenizer(BleachHTMLTokenizer):
    """Bleach's tokenizer, except that it joins consecutive text tokens.

    The original splits text at each ``&`` and ``<``. Adding a token to an element copies all of the
    element's text, which takes minutes for a megabyte.
    """

    def __iter__(self) -> Iterator[Any]:
        texts: list[str] = []
        is_text = False
        token: Any
        for token in super().__iter__():
            kind = token["type"]
            if is_text and kind in {_CHARACTERS, _SPACES}:
                texts.append(token["data"])
                continue
            if kind != _PARSE_ERROR:
                if texts:
                    yield {"type": _CHARACTERS, "data": "".join(texts)}
                    texts = []
                # The first token remains alone: the parser ignores a newline right after <pre>.
                is_text = kind in {_CHARACTERS, _SPACES}
            yield token
        if texts:
            yield {"type": _CHARACTERS, "data": "".join(texts)}


class _Parser(BleachHTMLParser):
    """Bleach's parser with the tokenizer above."""

    def _parse(self, stream: str, *_mode: object, **kwargs: Any) -> None:
        self.innerHTMLMode = True  # Bleach cleans fragments only.
        self.container = "div"
        self.scripting = True
        self.tokenizer = _Tokenizer(stream=stream, parser=self, **kwargs)
        self.reset()
        self.mainLoop()


_BleachWalker: Any = Cleaner().walker


class _Walker(_BleachWalker):  # type: ignore[misc]
    """Bleach's tree walker, except that it finds the parent of a node in constant time.

    The original searches all of the parent's siblings, which takes seconds for 100 kB of short
    quotes inside a long one.
    """

    def __init__(self, tree: Element) -> None:
        super().__init__(tree)
        self._positions: dict[Element, dict[Element, int]] = {}

    def getParentNode(self, node: Any) -> Any:  # noqa: N802 - html5lib's name
        """Return the parent of a node. Nodes are (element, position, parents, flag) tuples."""
        if not isinstance(node, tuple):
            return None
        element, position, parents, flag = node
        if flag == "text":
            return (element, position, parents, None) if parents else element
        parent = parents.pop()
        if not parents:
            return parent
        return parent, self._get_position(parents[-1], parent), parents, None

    def _get_position(self, parent: Element, child: Element) -> int:
        if parent not in self._positions:
            self._positions[parent] = {element: n for n, element in enumerate(parent)}
        return self._positions[parent][child]
