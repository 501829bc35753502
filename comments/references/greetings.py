"""The name that a text greets at its very head, whoever bears it."""

from comments.references.vocabulary import CROWDS, GREETINGS, ORDINARY_WORDS
from comments.references.words import split_words

LONGEST_HEAD = 60
LONGEST_GREETING = 3


def find_greeted_name(text: str) -> str:
    """Return the folded first name behind the greeting that opens ``text``, or an empty string."""
    words = split_words(text[:LONGEST_HEAD])
    keys = tuple(word.key for word in words)
    for length in range(min(LONGEST_GREETING, len(words) - 1), 0, -1):
        if keys[:length] in GREETINGS:
            is_name = words[length].is_capitalised and keys[length] not in CROWDS | ORDINARY_WORDS
            return keys[length] if is_name else ""
    return ""
