"""Detect lookalike names, such as those an impostor might choose.

Two names are confusable if their skeletons are equal. Skeletons follow Unicode Technical Standard
39, section 4 (https://www.unicode.org/reports/tr39/#Confusable_Detection), but are coarser: they
also ignore case, accents, spaces, punctuation, and the difference between digits and the letters
that they resemble. False positives are harmless: someone just has to choose another name.
"""

import unicodedata
from functools import cache, lru_cache

from core.text import get_name_key, normalize

# Digits and letters that readers confuse, in addition to the standard's table.
_CONFUSED = str.maketrans({"i": "l", "ĸ": "k", "0": "o", "3": "e", "4": "a", "5": "s", "7": "t"})
_CONFUSED_PAIRS = (("vv", "w"),)
# Accents on Latin, Greek, and Cyrillic letters. The marks in other scripts can be vowels.
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
# The table wraps right-to-left characters in direction marks.
_DIRECTION = "\u200e"


def get_skeleton(name: str) -> str:
    """Return the skeleton of a name, for use in comparisons only.

    For a name without letters or digits, return its name key instead (see ``get_name_key``).
    """
    key = "".join(map(_fold, name)) if name.isascii() else _fold(name)
    for pair, replacement in _CONFUSED_PAIRS:
        key = key.replace(pair, replacement)
    key = key.translate(_CONFUSED)
    return "".join(filter(_is_significant, key)) or get_name_key(name)


# Most names are ASCII, in which each character can be folded on its own.
@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    return _replace_confusables(_replace_confusables(text).casefold())


def _replace_confusables(text: str) -> str:
    """Replace lookalike characters with their prototypes, and remove accents."""
    bare = normalize("NFKD", text).translate(_ACCENTS)
    prototypes = "".join(map(_get_letter, bare))
    return normalize("NFKD", prototypes).translate(_ACCENTS)


def _is_significant(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


@cache
def _get_letter(character: str) -> str:
    prototype = _get_prototype(character)
    name = unicodedata.name(prototype, "") if len(prototype) == 1 else ""
    # Some lowercase Cyrillic and Greek letters look like small Latin capitals: в, н, т.
    small = name.removeprefix(_SMALL_CAPITAL)
    return small.lower() if small != name and len(small) == 1 else prototype


def _get_prototype(character: str) -> str:
    """Return a character's prototype in the standard's table, or the character itself.

    ``confusable_homoglyphs`` stores the table in both directions: a confusable has one entry (its
    prototype), and a prototype has an entry for each of its confusables. If two characters list
    only each other, the ASCII one is preferred.
    """
    alike = _get_table().get(character, [])
    if len(alike) != 1:
        return character
    (other,) = alike
    if len(other) > 1 or len(_get_table().get(other, [])) > 1:
        return other.strip(_DIRECTION)
    return min(character, other, key=lambda character: (not character.isascii(), character))


@cache
def _get_table() -> dict[str, list[str]]:
    # This is a megabyte of JSON that only processes accepting new names need to load.
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415

    return {
        sign: [character["c"] for character in others] for sign, others in confusables_data.items()
    }
