"""Reading a comment: its words, links and letters, each with its place in the text.

A comment is plain text by the time it is screened. Collections of comments keep the markup in which
they were shown, so tags can be read as what they mean: a link is its address, unless it shows a
moment of a video.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Longer texts say nothing new about what they are, and a verdict must not take longer for them.
LONGEST = 5_000

_TAG = re.compile(
    r'<a\s[^<>]{0,2000}?href="(?P<href>[^"<>]*)"[^<>]*>(?P<shown>[^<]*)</a>|<br\s*/?>|</?[a-z][^<>]*>',
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\s*\d{1,2}(?::\d\d){1,2}\s*")
_ENDINGS = (
    "com|net|org|info|biz|edu|gov|ru|ua|cn|in|co|uk|de|at|ch|fr|it|es|pt|nl|be|pl|cz|se|no|fi|dk|br"
    "|us|ca|au|eu|tv|me|io|gl|ly|gd|cc|tk|ml|ga|cf|gq|to|ws|xyz|online|shop|store|top|club|site|live"
    "|vip|win|bet|pro|app|dev|link|click|work|life|world|space|fun|icu|buzz|casino|website"
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    rf"|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_ENDINGS})\b(?:/[^\s<>\"]*)?"
    r"|(?<![\w/])/?watch\?v=[\w-]+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PIECE = re.compile(
    rf"(?P<link>{_LINK.pattern})|(?P<mail>{_MAIL.pattern})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d[\d.,]*)|(?P<mark>(?:[^\w\s]|_)+)",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, number, run of marks, link or mail address.

    ``start`` and ``end`` are its place in the text that was read.
    """

    kind: str
    text: str
    start: int
    end: int


def without_markup(text: str) -> str:
    """Return what a reader sees of a text that may hold tags and entities, links as addresses."""
    if "<" in text:
        text = _TAG.sub(_shown, text)
    return unescape(text) if "&" in text else text


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text without markup, in order."""
    for match in _PIECE.finditer(text[:LONGEST]):
        kind = match.lastgroup or "mark"
        yield Piece(kind, match[0] if kind == "link" else plain(match[0]), *match.span())


def plain(word: str) -> str:
    """Return a word without what disguises it: case, width, drawn-out letters."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("’", "'")
        word = "".join(c for c in word if c.isprintable())
    return _REPEATED.sub(r"\1\1", word.casefold())


def _shown(tag: re.Match[str]) -> str:
    href, shown = tag["href"], tag["shown"]
    if href is None:
        return " "
    if _MOMENT.fullmatch(shown):
        return str(shown)
    return f" {shown} " if _LINK.match(shown.strip()) else f" {href} {shown} "
