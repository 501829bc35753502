"""A measure of how much an edit changes a comment."""

import re
from collections import Counter

from core.text import normalize

# In scripts without spaces between words, each character counts as a word, also after a letter or
# digit of another script.
_UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+")
# Correcting two words isn't substantial, nor five in a long text. A sixth makes a sentence.
_FREE_WORDS = 2
_MOST_FREE_WORDS = 5
_FREE_SHARE = 0.05


def count_changed_words(before: str, after: str) -> int:
    """Return how many words were added or removed, whichever is more.

    Case, punctuation, and the order of the words are ignored, which makes this linear.
    """
    old, new = _count_words(before), _count_words(after)
    return max((new - old).total(), (old - new).total())


def is_substantial(before: str, after: str) -> bool:
    """Check whether an edit changes the text substantially.

    That is the case if it adds or removes more than two words, or more than half of all words. In
    texts of more than 40 words, it is more than 5 percent of the words, or more than five words.
    """
    words = max(_count_words(before).total(), _count_words(after).total())
    if not words:
        return before != after
    changed = count_changed_words(before, after)
    free = min(max(_FREE_WORDS, words * _FREE_SHARE), _MOST_FREE_WORDS)
    return changed > free or changed > words / 2


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(normalize("NFKC", text).casefold()))
