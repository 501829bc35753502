"""Find listed words and phrases in text.

The cost depends on the length of the text, not of the list: terms are looked up by hash, as
in R. M. Karp and M. O. Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal of
Research and Development 31 (1987), but per word and without a rolling hash.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.confusables import get_skeleton
from core.text import normalize
from moderation.filters.matching.words import INSIDE_WORD, Words

# Lookups start with a term's first letters. Few terms share their first four or are shorter.
_PREFIX_LENGTH = 4
_MAX_TERM_LENGTH = 200
_LETTER = rf"(?:[^\W_]|[{INSIDE_WORD}])"
_TERM = re.compile(rf"{_LETTER}+(?:[ '’&-]{_LETTER}+)*\*?")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a list. ``key`` holds its normalized words, separated by single spaces."""

    line: str
    key: str
    is_prefix: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A matched term as written in the list, and the character offsets of the match in the text."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedTerms:
    """The terms in a list, and the lines that aren't valid terms."""

    terms: list[Term]
    invalid: list[str]


def parse_terms(text: str, *, match_prefixes: bool = False) -> ParsedTerms:
    """Parse a list with one term per line.

    A trailing ``*`` makes a term match longer words that begin with it; ``match_prefixes`` does so
    for all terms. Lines that begin with ``#`` are comments. Terms that would match far more than
    they spell out are invalid: those with punctuation (``-buy.``, ``is.and``), because only the
    ordinary words would remain, and those with disguised letters (``ｖｅ``), because they would
    also match the plain word.
    """
    parsed = ParsedTerms([], [])
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or line.startswith("#"):
            continue
        if key := _build_key(line):
            parsed.terms.append(Term(line, key, match_prefixes or line.endswith("*")))
        else:
            parsed.invalid.append(line)
    return parsed


def _build_key(line: str) -> str:
    """Return the key of a term, or an empty string if it is invalid."""
    plain = normalize("NFC", line)
    if len(line) > _MAX_TERM_LENGTH or normalize("NFKC", line) != plain:
        return ""
    return Words.from_text(line).line if _TERM.fullmatch(line) else ""


class TermMatcher:
    """Finds listed terms in text, as whole words or as word prefixes.

    Ignores case, width, punctuation between words, and invisible characters. Also finds disguised
    words: ``v1agra``, ``v i a g r a``, or a Cyrillic letter among Latin ones.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = list(terms)
        self._index = _Index((term.key, term) for term in self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @cached_property
    def _skeleton_index(self) -> "_Index":
        # Built when the first disguised word is seen, which never happens on many sites.
        return _Index((" ".join(map(get_skeleton, term.key.split())), term) for term in self._terms)

    def find(self, text: str) -> list[Match]:
        """Return all matches in text order. They may overlap."""
        words = Words.from_text(text)
        matches = set(self._index.find(words)) | set(self._index.find(words.join_spelled_out()))
        if disguised := words.find_disguised():
            found = self._skeleton_index.find(words.to_skeletons())
            matches |= {match for match in found if _contains_any(match, disguised)}
        return sorted(matches, key=lambda match: (match.start, -match.end, match.term))


def _contains_any(match: Match, spans: Sequence[tuple[int, int]]) -> bool:
    """Check whether a match contains any of the given spans, which must be sorted."""
    first = bisect_left(spans, (match.start, 0))
    return first < len(spans) and spans[first][1] <= match.end


class _Index:
    """Terms by key, and the lengths of the keys that start with each prefix."""

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        self._whole: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        lengths: dict[str, set[int]] = {}
        for key, term in terms:
            (self._prefixes if term.is_prefix else self._whole).setdefault(key, term.line)
            lengths.setdefault(key[:_PREFIX_LENGTH], set()).add(len(key))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items()}

    def find(self, words: Words) -> Iterator[Match]:
        """Yield a match for each listed term found in ``words``."""
        for word, start in enumerate(words.starts):
            for length in self._get_lengths(words.line, start):
                end = start + length
                key = words.line[start:end]
                term = self._prefixes.get(key)
                if term is None and end in words.ends:
                    term = self._whole.get(key)
                if term is not None:
                    last = words.get_word_at(end - 1)
                    yield Match(term, words.spans[word][0], words.spans[last][1])

    def _get_lengths(self, line: str, start: int) -> Iterator[int]:
        """Yield the lengths of terms that may begin at ``start``."""
        # A term shorter than the prefix length is indexed under itself.
        for size in range(1, _PREFIX_LENGTH + 1):
            yield from self._lengths.get(line[start : start + size], ())
