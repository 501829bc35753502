"""Find the name that the start of a text addresses."""

from comments.references.vocabulary import (
    CROWDS,
    GREETINGS,
    OPENERS,
    ORDINARY_WORDS,
    PRAISED,
    PRAISING,
)
from comments.references.words import Word, split_words

MAX_LENGTH = 60
MAX_OPENING_WORDS = 3
MARKS = (",", "!", ":", " -", "–", "—", ".", "\n")


def find_addressed_name(text: str) -> str:
    """Return the folded first name that the start of ``text`` addresses, or an empty string.

    Examples: ``Hi Ann``, ``Thanks, Ann!``, ``Great post Ann.``, ``Ann, how so?``.
    """
    words = split_words(text[:MAX_LENGTH])
    if name := _find_name(text, words, GREETINGS):
        return name
    if name := _find_name(text, words, OPENERS, is_set_off=True):
        return name
    praise = [word.key for word in words[:2]]
    is_praise = len(words) > 2 and praise[0] in PRAISING and praise[1] in PRAISED
    first = words[2:3] if is_praise else words[:1]
    return next((word.key for word in first if _is_name(word) and _is_set_off(text, word)), "")


def _find_name(
    text: str,
    words: list[Word],
    openings: frozenset[tuple[str, ...]],
    *,
    is_set_off: bool = False,
) -> str:
    """Return the folded name after the longest of the ``openings``, or an empty string.

    With ``is_set_off``, punctuation must follow the name.
    """
    keys = tuple(word.key for word in words)
    for length in range(min(MAX_OPENING_WORDS, len(words) - 1), 0, -1):
        if keys[:length] in openings:
            word = words[length]
            is_name = _is_name(word) and (not is_set_off or _is_set_off(text, word))
            return word.key if is_name else ""
    return ""


def _is_name(word: Word) -> bool:
    return word.is_capitalized and word.key not in CROWDS | ORDINARY_WORDS


def _is_set_off(text: str, word: Word) -> bool:
    after = text[word.end : word.end + 2]
    return not after or after.startswith(MARKS)
