"""Split comments into tokens.

Comments are screened as plain text. Public data sets store comments as HTML, which ``strip_markup``
converts to plain text first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from core.text import normalize
from core.urls_in_text import URL_PATH, URL_REST

# Text beyond this length is ignored, which bounds the time it takes to score a comment.
MAX_CHARACTERS = 5_000

_TAG = re.compile(
    r'<a\s[^<>]{0,2000}?href="(?P<href>[^"<>]*)"[^<>]*>(?P<label>[^<]*)</a>|<br\s*/?>|</?[a-z][^<>]*>',
    re.IGNORECASE,
)
_VIDEO_TIMESTAMP = re.compile(r"\s*\d{1,2}(?::\d\d){1,2}\s*")
_TOP_LEVEL_DOMAINS = (
    "com|net|org|info|biz|edu|gov|ru|ua|cn|in|co|uk|de|at|ch|fr|it|es|pt|nl|be|pl|cz|se|no|fi|dk|br"
    "|us|ca|au|eu|tv|me|io|gl|ly|gd|cc|tk|ml|ga|cf|gq|to|ws|xyz|online|shop|store|top|club|site|live"
    "|vip|win|bet|pro|app|dev|link|click|work|life|world|space|fun|icu|buzz|casino|website"
)
_LINK = re.compile(
    rf"(?:https?://|www\.){URL_REST}"
    rf"|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_TOP_LEVEL_DOMAINS})\b(?:/{URL_PATH})?"
    r"|(?<![\w/])/?watch\?v=[\w-]+",
    re.IGNORECASE,
)
_EMAIL = r"[\w.+-]+@[\w-]+\.[\w.-]+"
_TOKEN = re.compile(
    rf"(?P<link>{_LINK.pattern})|(?P<email>{_EMAIL})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d[\d.,]*)|(?P<symbol>(?:[^\w\s]|_)+)",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, run of symbols, link, or email address.

    ``kind`` is "link", "email", "word", "number", or "symbol". ``text`` is normalized, except for
    links. ``start`` and ``end`` are character offsets in the tokenized text.
    """

    kind: str
    text: str
    start: int
    end: int


def strip_markup(text: str) -> str:
    """Convert HTML to the text that a reader sees, including the URLs of links.

    Links to a position in a video, labeled like "3:40", are replaced by their label alone.
    """
    if "<" in text:
        text = _TAG.sub(_replace_tag, text)
    return unescape(text) if "&" in text else text


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of plain text in text order, reading at most ``MAX_CHARACTERS``."""
    for match in _TOKEN.finditer(text[:MAX_CHARACTERS]):
        kind = match.lastgroup or "symbol"
        yield Token(kind, match[0] if kind == "link" else normalize_word(match[0]), *match.span())


def normalize_word(word: str) -> str:
    """Undo common disguises: fold case and width, and shorten repeats ("soooo") to two letters."""
    if not word.isascii():
        word = normalize("NFKC", word).replace("’", "'")
        word = "".join(c for c in word if c.isprintable())
    return _REPEATED.sub(r"\1\1", word.casefold())


def _replace_tag(tag: re.Match[str]) -> str:
    href, label = tag["href"], tag["label"]
    if href is None:
        return " "
    if _VIDEO_TIMESTAMP.fullmatch(label):
        return str(label)
    return f" {label} " if _LINK.match(label.strip()) else f" {href} {label} "
