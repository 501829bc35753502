"""What people mean by what they type into the search box.

Words are all looked for; ``"a phrase"`` in this order; ``harb*`` any word that begins so; ``-word``
not there. Everything else is taken literally: there is no way to write an error.
"""

import re
from dataclasses import dataclass

# A word, as both engines cut them: letters and digits of any script.
WORD = re.compile(r"[^\W_]+")
# Whoever types more than this pastes a paragraph; each term costs the engine work.
MAX_TERMS = 16
# Fewer letters begin half of all words.
MIN_PREFIX = 3
_PART = re.compile(r"(?P<minus>-?)(?:\"(?P<phrase>[^\"]*)\"?|(?P<word>[^\s\"]+))")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand beside one another, in this order; the last may be a beginning."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What must be there, all of it, and what must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    @property
    def is_too_short(self) -> bool:
        """Whether it asks for nothing, or for one letter, which stands everywhere."""
        return sum(len(word) for term in self.wanted for word in term.words) < 2


def parse_query(text: str) -> Query:
    """Return the meaning of any text whatever."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(text):
        term = _term(part)
        if term.words:
            (unwanted if part["minus"] else wanted).append(term)
    return Query(_few(wanted), _few(unwanted))


def _term(part: re.Match[str]) -> Term:
    if part["word"] is None:
        return Term(tuple(WORD.findall(part["phrase"])))
    words = tuple(WORD.findall(part["word"]))
    starred = part["word"].endswith("*") and bool(words)
    return Term(words, is_prefix=starred and len(words[-1]) >= MIN_PREFIX)


def _few(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))[:MAX_TERMS]
