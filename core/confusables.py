"""Names that look alike: what an impostor would type to be taken for somebody else.

Two names are look-alikes when their skeletons are equal. The skeleton is that of Unicode Technical
Standard 39, section 4 (https://www.unicode.org/reports/tr39/#Confusable_Detection), made coarser:
case, accents, spaces, punctuation and digits that stand for letters make no difference either.
It errs on the side of "alike": the worst that follows is that somebody has to take another name.
"""

import unicodedata
from functools import cache, lru_cache

from core.text import get_name_key

# Digits and letters that readers take for one another, besides those of the standard's table.
_READ_AS = str.maketrans({"i": "l", "ĸ": "k", "0": "o", "3": "e", "4": "a", "5": "s", "7": "t"})
_PAIRS_READ_AS = (("vv", "w"),)
# Accents over Latin, Greek and Cyrillic letters. Marks of other scripts are vowels and stay.
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
# The table writes some marks of direction around its right-to-left characters.
_DIRECTION = "\u200e"


def get_skeleton(name: str) -> str:
    """Return the key under which names that look alike are the same name.

    For comparing only. A name without any letter or digit keeps its other signs.
    """
    key = "".join(map(_drawn, name)) if name.isascii() else _drawn(name)
    for pair, read_as in _PAIRS_READ_AS:
        key = key.replace(pair, read_as)
    key = key.translate(_READ_AS)
    return "".join(filter(_is_read, key)) or get_name_key(name)


# The few that most names are made of; for these each letter can be looked at by itself.
@lru_cache(maxsize=1024)
def _drawn(text: str) -> str:
    return _alike(_alike(text).casefold())


def _alike(text: str) -> str:
    """Replace each character by the one that stands for all that look like it."""
    bare = unicodedata.normalize("NFKD", text).translate(_ACCENTS)
    drawn = "".join(map(_stands_for, bare))
    return unicodedata.normalize("NFKD", drawn).translate(_ACCENTS)


def _is_read(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


@cache
def _stands_for(character: str) -> str:
    prototype = _prototype(character)
    name = unicodedata.name(prototype, "") if len(prototype) == 1 else ""
    # Cyrillic and Greek small letters look like Latin capitals made small: в, н, т.
    small = name.removeprefix(_SMALL_CAPITAL)
    return small.lower() if small != name and len(small) == 1 else prototype


def _prototype(character: str) -> str:
    """Return the prototype of the standard's table; the character itself when it is none's copy.

    The package keeps the table in both directions. A copy has one entry, its prototype; a
    prototype has an entry for each of its copies. Where both have one, the plainer is taken.
    """
    alike = _table().get(character, [])
    if len(alike) != 1:
        return character
    (other,) = alike
    if len(other) > 1 or len(_table().get(other, [])) > 1:
        return other.strip(_DIRECTION)
    return min(character, other, key=lambda one: (not one.isascii(), one))


@cache
def _table() -> dict[str, list[str]]:
    # A megabyte of JSON, which only those processes need to read that take new names.
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415

    return {sign: [one["c"] for one in alike] for sign, alike in confusables_data.items()}
