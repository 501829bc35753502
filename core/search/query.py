"""The query language of the search box.

All words must match. ``"a phrase"`` matches these words next to each other, ``harb*`` matches any
word with that prefix, and ``-word`` excludes a word. Everything else is literal, so no query is
invalid.
"""

import re
from dataclasses import dataclass

from core.search.folding import build_query_words, has_ideograph, split_words

# Longer queries are pasted paragraphs, and each term costs time.
MAX_TERMS = 16
# Shorter prefixes match too many words.
MIN_PREFIX = 3
_PART = re.compile(r"(?P<minus>-?)(?:\"(?P<phrase>[^\"]*)\"?|(?P<word>[^\s\"]+))")


@dataclass(frozen=True, slots=True)
class Term:
    """A sequence of consecutive words, as written. The last word may be a prefix."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def index_words(self) -> tuple[str, ...]:
        """The words to look up in an index (see ``core.search.folding``)."""
        return build_query_words(self.words)[0]

    @property
    def ends_with_prefix(self) -> bool:
        """True if the last of the ``index_words`` is a prefix."""
        return self.is_prefix or build_query_words(self.words)[1]


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all match, and terms that must not."""

    required: tuple[Term, ...]
    excluded: tuple[Term, ...]

    @property
    def is_too_short(self) -> bool:
        """True if there are no words or only a single letter, which matches almost everything.

        A single ideograph is a word.
        """
        words = [word for term in self.required for word in term.words]
        return sum(map(len, words)) < 2 and not any(map(has_ideograph, words))


def parse_query(text: str) -> Query:
    required: list[Term] = []
    excluded: list[Term] = []
    for part in _PART.finditer(text):
        term = _parse_term(part)
        if term.index_words:
            (excluded if part["minus"] else required).append(term)
    return Query(_limit(required), _limit(excluded))


def _parse_term(part: re.Match[str]) -> Term:
    if part["word"] is None:
        return Term(split_words(part["phrase"]))
    words = split_words(part["word"])
    starred = part["word"].endswith("*") and bool(words)
    return Term(words, is_prefix=starred and len(words[-1]) >= MIN_PREFIX)


def _limit(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))[:MAX_TERMS]
