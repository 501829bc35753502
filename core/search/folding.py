"""Fold text for search, and split it into words.

Queries and texts are folded in the same way, so that differences in case, accents, and other
optional marks don't matter. Text in scripts without spaces between words is indexed as overlapping
pairs of characters, and so is Korean, in which particles follow words directly. PostgreSQL folds
texts in SQL (see ``core.search.postgresql``), using the same tables.
"""

import re
import unicodedata
from itertools import pairwise

from core.character_classes import build_class
from core.text import normalize

# Increase this when the result for a text changes, so that the index is rebuilt.
FOLDING_VERSION = 1

# The names of functions in SQL. On PostgreSQL, the first one doesn't merge spaces.
FOLD_FUNCTION = "folkmoot_fold"
INDEX_FUNCTION = "folkmoot_index_text"

# Contents of character classes:

# Everything between words. Marks and invisible characters aren't among them.
_CATEGORIES = ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp")
ASCII_SEPARATORS = "".join(c for c in map(chr, range(0x80)) if not c.isalnum())
SEPARATORS = build_class((*_CATEGORIES, "Cc"))
# Emoji and other symbols outside the Basic Multilingual Plane.
SUPPLEMENTARY_SEPARATORS = build_class(_CATEGORIES, supplementary=True)
# Marks that people leave out: accents, the vowel signs of Arabic, Hebrew, and Syriac, the nukta of
# Indic scripts, the Arabic tatweel, variation selectors, and invisible characters. The vowel signs
# of other scripts distinguish words.
IGNORED = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0600-\u0605"
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dd\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u070f\u0711\u0730-\u074a\u07eb-\u07f3\u0890-\u089f\u08ca-\u08ff\u093c\u09bc\u0a3c\u0abc\u0b3c"
    "\u0cbc\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u2cef-\u2cf1\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef"
)
# Han, Hiragana, Katakana, Bopomofo, Hangul, Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai
# Tham, Balinese, Javanese, and Cham. Their digits form words.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecf\u0edc-\u0edf\u1000-\u103f\u1050-\u108f"
    "\u109a-\u109d\u1100-\u11ff\u1780-\u17d3\u17d7\u17dc\u17dd\u1950-\u197f\u1980-\u19cf\u1a20-\u1a7c"
    "\u1b00-\u1b4b\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3041-\u3096\u3099\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97c\ua980-\ua9c0\uaa00-\uaa4d\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

# Letters that Unicode doesn't decompose.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ȷ": "j", "ĸ": "k", "ς": "σ",
    # Alef wasla, alef maqsura and ta marbuta, and what Persian and Urdu keyboards type.
    "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه",
}  # fmt: skip
_WITH_STROKE = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH .*")
_LATIN = "ß-\u02af\u1d6b-\u1d9a\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"


def _find_letters() -> dict[str, str]:
    """Return the letters to replace, among them all Latin ones with strokes and hooks."""
    found = {}
    for letter in re.findall(f"[{_LATIN}]", "".join(map(chr, range(0xB0, 0xB000)))):
        if unicodedata.category(letter) == "Ll" and not unicodedata.decomposition(letter):
            base = _WITH_STROKE.fullmatch(unicodedata.name(letter))
            if base:
                found[letter] = base[1].lower()
    return found | _LETTERS


# Lowercase letters and their replacements, of one or two letters.
LETTERS = _find_letters()
_ASCII_TRANSLATION = dict.fromkeys(map(ord, ASCII_SEPARATORS), " ")
_SEPARATOR = re.compile(rf"[{re.escape(ASCII_SEPARATORS.replace(' ', ''))}{SEPARATORS}]")
_SUPPLEMENTARY = re.compile("[\U00010000-\U0001ffff]")
_SUPPLEMENTARY_SEPARATOR = re.compile(f"[{SUPPLEMENTARY_SEPARATORS}]")
_IGNORED = re.compile(f"[{IGNORED}]+")
_LETTER = re.compile(f"[{''.join(LETTERS)}]")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as written."""
    return tuple(_separate(text).split())


def fold(text: str) -> str:
    """Return ``text`` in lowercase, without optional marks, and with spaces between words."""
    if text.isascii():
        return text.lower().translate(_ASCII_TRANSLATION)
    plain = _separate(_IGNORED.sub("", normalize("NFKD", text).lower()))
    # Recomposing restores the syllables of Korean and the marks of kana, which are no accents.
    return normalize("NFC", _LETTER.sub(lambda found: LETTERS[found[0]], plain))


def fold_words(text: str) -> str:
    """Return folded text with single spaces between words."""
    return " ".join(fold(text).split())


def build_index_text(text: str) -> str:
    """Return folded text in which all words are separated by spaces.

    A run of a script without spaces becomes its first character, its pairs of characters, and its
    last character: ``abc`` becomes ``a ab bc c``. Any character is thus the start of a word.
    """
    folded = fold(text)
    return folded if folded.isascii() else _UNSPACED_RUN.sub(_split_run, folded)


def build_query_words(words: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the consecutive words of the index that match consecutive words of a query.

    Also return whether the last one is a prefix: a single character of a script without spaces is
    the start of a pair.
    """
    folded = fold(" ".join(words)).strip()
    found = _UNSPACED_RUN.sub(_split_run, folded).split()
    if not found:
        return (), False
    # Within a longer run, the first and the last character aren't words.
    first = 1 if _UNSPACED_RUN.match(folded[0]) else 0
    last = len(found) - 1 if _UNSPACED_RUN.match(folded[-1]) else len(found)
    trimmed = tuple(found[first:last])
    return (trimmed, False) if trimmed else ((found[0],), True)


def has_ideograph(word: str) -> bool:
    """Check whether a word contains an ideograph, which is a word in itself."""
    return _IDEOGRAPH.search(word) is not None


def is_unspaced(letter: str) -> bool:
    """Check whether a letter belongs to a script without spaces between words."""
    return _UNSPACED_RUN.match(letter) is not None


def _separate(text: str) -> str:
    """Replace everything between words with spaces."""
    if _SUPPLEMENTARY.search(text):
        text = _SUPPLEMENTARY_SEPARATOR.sub(" ", text)
    return _SEPARATOR.sub(" ", text)


def _split_run(found: re.Match[str]) -> str:
    run = found[0]
    pairs = map("".join, pairwise(run))
    return f" {run[0]} {' '.join(pairs)} {run[-1]} "
