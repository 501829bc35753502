"""Names that look alike, as an impostor would choose them.

Two names are confusable if their skeletons are equal. The skeleton is the one of Unicode Technical
Standard 39, section 4 (https://www.unicode.org/reports/tr39/#Confusable_Detection), but coarser:
case, accents, spaces, punctuation and digits that resemble letters make no difference either. False
positives are harmless: someone has to choose another name.
"""

import unicodedata
from functools import cache, lru_cache

from core.text import get_name_key

# Digits and letters that readers confuse, in addition to the standard's table.
_CONFUSED = str.maketrans({"i": "l", "ĸ": "k", "0": "o", "3": "e", "4": "a", "5": "s", "7": "t"})
_CONFUSED_PAIRS = (("vv", "w"),)
# Accents of Latin, Greek and Cyrillic letters. The marks of other scripts are vowels.
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
# The table has direction marks around right-to-left characters.
_DIRECTION = "\u200e"


def get_skeleton(name: str) -> str:
    """Return the skeleton of a name, for comparison only.

    If a name contains no letters or digits, its other characters are compared.
    """
    key = "".join(map(_fold, name)) if name.isascii() else _fold(name)
    for pair, replacement in _CONFUSED_PAIRS:
        key = key.replace(pair, replacement)
    key = key.translate(_CONFUSED)
    return "".join(filter(_is_significant, key)) or get_name_key(name)


# Most names are ASCII, where each character can be folded by itself.
@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    return _replace_confusables(_replace_confusables(text).casefold())


def _replace_confusables(text: str) -> str:
    """Replace each character with the prototype of its lookalikes."""
    bare = unicodedata.normalize("NFKD", text).translate(_ACCENTS)
    prototypes = "".join(map(_get_letter, bare))
    return unicodedata.normalize("NFKD", prototypes).translate(_ACCENTS)


def _is_significant(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


@cache
def _get_letter(character: str) -> str:
    prototype = _get_prototype(character)
    name = unicodedata.name(prototype, "") if len(prototype) == 1 else ""
    # Some Cyrillic and Greek small letters look like small Latin capitals: в, н, т.
    small = name.removeprefix(_SMALL_CAPITAL)
    return small.lower() if small != name and len(small) == 1 else prototype


def _get_prototype(character: str) -> str:
    """Return the prototype of a character in the standard's table, or the character itself.

    The package has the table in both directions: a confusable has one entry, its prototype, and a
    prototype one entry for each of its confusables. If both have one, ASCII is preferred.
    """
    alike = _get_table().get(character, [])
    if len(alike) != 1:
        return character
    (other,) = alike
    if len(other) > 1 or len(_get_table().get(other, [])) > 1:
        return other.strip(_DIRECTION)
    return min(character, other, key=lambda one: (not one.isascii(), one))


@cache
def _get_table() -> dict[str, list[str]]:
    # A megabyte of JSON, which only processes that accept new names need to load.
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415

    return {sign: [one["c"] for one in others] for sign, others in confusables_data.items()}
