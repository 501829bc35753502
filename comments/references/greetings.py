"""Find the name in a greeting at the start of a comment."""

from comments.references.vocabulary import CROWDS, GREETINGS, ORDINARY_WORDS
from comments.references.words import split_words

MAX_LENGTH = 60
MAX_GREETING_WORDS = 3


def find_greeted_name(text: str) -> str:
    """Return the folded first name in the greeting that opens ``text``, or an empty string."""
    words = split_words(text[:MAX_LENGTH])
    keys = tuple(word.key for word in words)
    for length in range(min(MAX_GREETING_WORDS, len(words) - 1), 0, -1):
        if keys[:length] in GREETINGS:
            is_name = words[length].is_capitalized and keys[length] not in CROWDS | ORDINARY_WORDS
            return keys[length] if is_name else ""
    return ""
