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
    r"|(?<![\w/])/?watch\?v=[\w-]+"
    # Spaces or brackets around the last dot hide a host name from filters.
    r"|(?<![\w.@-])[a-z0-9][a-z0-9-]{2,62}(?: ?\((?:dot|\.)\) ?| \. ?)(?:com|net|org|ru)\b",
    re.IGNORECASE,
)
_EMAIL = r"[\w.+-]+@[\w-]+\.[\w.-]+"
_PHONE = r"\+\d[\d ().-]{7,17}\d|(?<!\d)(?:1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)"
_TOKEN = re.compile(
    rf"(?P<link>{_LINK.pattern})|(?P<email>{_EMAIL})|(?P<phone>{_PHONE})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d[\d.,]*)|(?P<symbol>(?:[^\w\s]|_)+)",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(.)\1{2,}")
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, and Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff]"
)
# Cyrillic and Greek letters that look like Latin ones, after case folding.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕһԁԛѡпгьӏαβεηικνορτυχωγ",
    "abekmhopctyxijshdqwnrblabeniknoptuxwy",
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-z]")
_LOOKALIKE = re.compile("[\u0370-\u052f]")
# Letters for mathematics, such as bold ones, and invisible characters within a word.
_DISGUISE = re.compile("[\U0001d400-\U0001d7ff]|[^\\W\\d_][\u00ad\u200b\u2060\ufeff][^\\W\\d_]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, run of symbols, link, email address, or phone number.

    ``kind`` is "link", "email", "phone", "word", "number", or "symbol". ``text`` is normalized,
    except for links. ``start`` and ``end`` are character offsets in the tokenized text.
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
    """Yield the tokens of plain text in text order, reading at most ``MAX_CHARACTERS``.

    Words in scripts without spaces are pairs of adjacent characters, which overlap.
    """
    for match in _TOKEN.finditer(text[:MAX_CHARACTERS]):
        kind = match.lastgroup or "symbol"
        if kind == "word" and len(match[0]) > 2 and _UNSPACED.search(match[0]):
            for start in range(match.start(), match.end() - 1):
                yield Token(kind, normalize_word(text[start : start + 2]), start, start + 2)
            continue
        yield Token(kind, match[0] if kind == "link" else normalize_word(match[0]), *match.span())


def is_disguised(text: str) -> bool:
    """Check for words in which characters are replaced or hidden to deceive filters.

    They mix Latin letters with letters that look like them, or contain invisible characters.
    """
    text = text[:MAX_CHARACTERS]
    if text.isascii():
        return False
    words = (match[0].casefold() for match in _WORD.finditer(text))
    return _DISGUISE.search(text) is not None or any(map(_is_mixed, words))


def _is_mixed(word: str) -> bool:
    return _LATIN.search(word) is not None and _LOOKALIKE.search(word) is not None


def normalize_word(word: str) -> str:
    """Undo common disguises: fold case and width, and shorten repeats ("soooo") to two letters.

    In a word that also has Latin letters, replace letters that look like them.
    """
    if word.isascii():
        return _REPEATED.sub(r"\1\1", word.casefold())
    word = normalize("NFKC", word).replace("’", "'").casefold()
    word = "".join(c for c in word if c.isprintable())
    if _is_mixed(word):
        word = word.translate(_LOOKALIKES)
    return _REPEATED.sub(r"\1\1", word)


def _replace_tag(tag: re.Match[str]) -> str:
    href, label = tag["href"], tag["label"]
    if href is None:
        return " "
    if _VIDEO_TIMESTAMP.fullmatch(label):
        return str(label)
    return f" {label} " if _LINK.match(label.strip()) else f" {href} {label} "
