"""A list of words and phrases, compiled."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.confusables import get_skeleton
from moderation.matching.words import INSIDE, Words

# What a look-up begins with: few terms share so many letters, and few are shorter.
_HEAD = 4
_LONGEST = 200
_LETTER = rf"(?:[^\W_]|[{INSIDE}])"
_TERM = re.compile(rf"{_LETTER}+(?:[ '’&-]{_LETTER}+)*\*?")


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a list, cut into words: ``key`` has them with single spaces."""

    line: str
    key: str
    is_beginning: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found, as its list has it, and where: offsets into the text."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TermList:
    """The terms that were read, and the lines that are none."""

    terms: list[Term]
    refused: list[str]


def read_terms(text: str, *, beginnings: bool = False) -> TermList:
    """Read a list of terms, one a line; ``*`` at the end makes it the beginning of a word.

    With ``beginnings`` all are. Lines that begin with ``#`` are remarks. What would find far more
    than it says is refused: a line with other signs (``-buy.``, ``is.and``), without which ordinary
    words are left, and one in disguise (``ｖｅ``), which stands for the plain word too.
    """
    found = TermList([], [])
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or line.startswith("#"):
            continue
        if key := _key(line):
            found.terms.append(Term(line, key, beginnings or line.endswith("*")))
        else:
            found.refused.append(line)
    return found


def _key(line: str) -> str:
    """Return what a line is compared by; nothing for one that is no term."""
    plain = unicodedata.normalize("NFC", line)
    if len(line) > _LONGEST or unicodedata.normalize("NFKC", line) != plain:
        return ""
    return Words.of(line).line if _TERM.fullmatch(line) else ""


class Terms:
    """Finds the terms of a list in a text, whole words only, or words that begin with a term.

    Case, width, punctuation between words and marks that can't be seen make no difference. A
    word in disguise is found too: ``v1agra``, ``v i a g r a``, a Cyrillic letter among Latin ones.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = list(terms)
        self._plain = _Index((term.key, term) for term in self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @cached_property
    def _drawn(self) -> "_Index":
        # Made when the first disguised word comes in, which on many sites is never.
        return _Index((" ".join(map(get_skeleton, term.key.split())), term) for term in self._terms)

    def find(self, text: str) -> list[Hit]:
        """Return what is found, in the order of the text."""
        words = Words.of(text)
        hits = set(self._plain.find(words)) | set(self._plain.find(words.spelled_out()))
        if disguised := words.disguised():
            hits |= {hit for hit in self._drawn.find(words.drawn()) if _holds(hit, disguised)}
        return sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.term))


def _holds(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order, lies within a hit."""
    first = bisect_left(spans, (hit.start, 0))
    return first < len(spans) and spans[first][1] <= hit.end


class _Index:
    """Terms by their keys, and the lengths that occur under the same first letters."""

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        self._whole: dict[str, str] = {}
        self._beginnings: dict[str, str] = {}
        lengths: dict[str, set[int]] = {}
        for key, term in terms:
            (self._beginnings if term.is_beginning else self._whole).setdefault(key, term.line)
            lengths.setdefault(key[:_HEAD], set()).add(len(key))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items()}

    def find(self, words: Words) -> Iterator[Hit]:
        """Yield each term at each word that it begins with."""
        for word, start in enumerate(words.starts):
            for length in self._candidates(words.line, start):
                end = start + length
                key = words.line[start:end]
                term = self._beginnings.get(key)
                if term is None and end in words.ends:
                    term = self._whole.get(key)
                if term is not None:
                    last = words.word_at(end - 1)
                    yield Hit(term, words.spans[word][0], words.spans[last][1])

    def _candidates(self, line: str, start: int) -> Iterator[int]:
        """Return the lengths of the terms that may stand here; a short term is its own head."""
        for size in range(1, _HEAD + 1):
            yield from self._lengths.get(line[start : start + size], ())
