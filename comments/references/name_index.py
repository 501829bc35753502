"""An index of a thread's commenters by all the names people may use for them."""

import enum
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from comments.references.nicknames import NICKNAMES
from comments.references.words import split_name

# How many ineligible comments a lookup skips: those by the source's author and those not yet known.
# Without a limit, lookups in a thread dominated by one name would take quadratic time.
LOOK_BACK = 64
# Shorter prefixes match too many people.
MIN_PREFIX_LENGTH = 3
MIN_TYPO_LENGTH = 4
# In words.
MAX_NAME_WORDS = 7
# In letters. Longer strings are not names and are expensive to look up.
MAX_NAME_LETTERS = 60


class NameFit(enum.IntEnum):
    """The kinds of matches between a typed name and a byline, most certain first."""

    WHOLE = 0
    FIRST = 1  # "Bob" or "Bob J." for "Bob J. Smith"
    SIGNED = 2  # the signature of an earlier comment
    PART = 3  # "Smith" for "Bob J. Smith"
    NICKNAME = 4  # "Bob" for "Robert", or the reverse
    PREFIX = 5  # "Alex" for "Alexander", "Rudi" for "Rudolf"
    EXTENDED = 6  # "Alexander" for "Alex"
    TYPO = 7  # one letter wrong, missing, or extra, or two swapped
    INITIAL = 8  # "Robert" for "R. Smith"


EXACT_FITS = (NameFit.WHOLE, NameFit.FIRST, NameFit.SIGNED)
PART_FITS = (*EXACT_FITS, NameFit.PART)
MARKED_FITS = tuple(fit for fit in NameFit if fit is not NameFit.INITIAL)
ALL_FITS = tuple(NameFit)


class IndexedComment(NamedTuple):
    """A comment in the index.

    ``since`` is the number after which comments can refer to this one: ``number`` itself or, if the
    comment is missing from the thread, the number of the comment into which its byline was pasted.
    ``author_key`` is the result of ``get_author_key``.
    """

    number: int
    since: int
    author_key: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The nearest earlier comment by a person with a matching name, and the kind of match."""

    entry: IndexedComment
    fit: NameFit


class NameIndex:
    """The commenters of a thread, by name.

    Lookups find only comments that precede the comment being resolved. ``entries`` are the known
    comments. ``signed`` contains the names in signatures, each with the signed comment.
    """

    def __init__(
        self, entries: Iterable[IndexedComment], signed: Iterable[tuple[str, IndexedComment]]
    ) -> None:
        self._by_author: dict[str, list[IndexedComment]] = {}
        for entry in sorted(entries, key=attrgetter("number")):
            self._by_author.setdefault(entry.author_key, []).append(entry)
        self._signed: dict[str, list[IndexedComment]] = {}
        for name, entry in signed:
            for form in _get_leading_forms(split_name(name)):
                self._signed.setdefault(form, []).append(entry)
        self._tables: dict[NameFit, dict[str, list[str]]] = {}
        self._timelines: dict[tuple[NameFit, str], list[IndexedComment]] = {}

    def find(
        self,
        keys: tuple[str, ...],
        *,
        source: IndexedComment,
        fits: Collection[NameFit] = EXACT_FITS,
    ) -> NameMatch | None:
        """Return the nearest comment before ``source`` by another person with this name.

        ``keys`` are the folded words of the name. A match with a whole byline takes precedence,
        followed by the nearest comment with that first name in its byline or signature. The other
        kinds of matches in ``fits`` are tried only if there is no such comment.
        """
        if sum(map(len, keys)) > MAX_NAME_LETTERS:
            return None
        plain = [fit for fit in fits if fit in EXACT_FITS]
        if match := self._find_nearest_match(plain, keys, source):
            return match
        for fit in fits:
            if fit not in plain and (match := self._find_nearest_match([fit], keys, source)):
                return match
        return None

    def get_longest_name(self, key: str) -> int:
        """Return the number of words in the longest name whose first word is ``key``, or 0."""
        return self._heads.get(key, 0)

    def iterate_comments(self, author_key: str, *, before: int) -> Iterator[IndexedComment]:
        """Yield the author's comments with numbers below ``before``, nearest first."""
        entries = self._by_author.get(author_key, [])
        for index in range(
            bisect_left(entries, before, key=lambda entry: entry.number) - 1, -1, -1
        ):
            yield entries[index]

    def _find_nearest_match(
        self, fits: Iterable[NameFit], keys: tuple[str, ...], source: IndexedComment
    ) -> NameMatch | None:
        found = [
            NameMatch(entry, fit)
            for fit in fits
            if (entry := self._find_nearest(fit, keys, source))
        ]
        return max(
            found,
            key=lambda match: (match.fit is NameFit.WHOLE, match.entry.number, -match.fit),
            default=None,
        )

    def _find_nearest(
        self, fit: NameFit, keys: tuple[str, ...], source: IndexedComment
    ) -> IndexedComment | None:
        timeline = self._get_timeline(fit, " ".join(keys))
        end = bisect_left(timeline, source.number, key=lambda entry: entry.number)
        for entry in reversed(timeline[max(0, end - LOOK_BACK) : end]):
            if entry.since < source.number and entry.author_key != source.author_key:
                return entry
        return None

    def _get_timeline(self, fit: NameFit, name: str) -> list[IndexedComment]:
        """Return all comments by authors whose names match ``name`` with ``fit``, oldest first."""
        if (fit, name) not in self._timelines:
            if fit is NameFit.SIGNED:
                found = list(self._signed.get(name, ()))
            else:
                author_keys = set(self._find_author_keys(fit, name))
                found = [
                    entry for author_key in author_keys for entry in self._by_author[author_key]
                ]
            self._timelines[fit, name] = sorted(found)
        return self._timelines[fit, name]

    def _find_author_keys(self, fit: NameFit, name: str) -> Iterable[str]:
        match fit:
            case NameFit.NICKNAME:
                return self._find_speakers_named(NICKNAMES.get(name, ()))
            case NameFit.PREFIX:
                return self._find_speakers_named(self._find_extensions(name))
            case NameFit.EXTENDED:
                return self._find_speakers_named(_get_prefixes(name))
            case NameFit.TYPO:
                return self._find_speakers_named(self._find_typos(name))
            case _:
                return self._get_table(fit).get(name[:1] if fit is NameFit.INITIAL else name, ())

    def _get_table(self, fit: NameFit) -> dict[str, list[str]]:
        """Return the authors, keyed by the forms of their names that ``fit`` matches."""
        if fit not in self._tables:
            table: dict[str, list[str]] = defaultdict(list)
            for author_key in self._by_author:
                for form in FORMS[fit](split_name(author_key)):
                    table[form].append(author_key)
            self._tables[fit] = table
        return self._tables[fit]

    @cached_property
    def _heads(self) -> dict[str, int]:
        lengths: dict[str, int] = {}
        for name in (*self._get_table(NameFit.WHOLE), *self._signed):
            head, *rest = name.split(" ")
            lengths[head] = max(lengths.get(head, 0), 1 + len(rest))
        return lengths

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Authors, keyed by the first word of their name and by the full name without spaces."""
        table: dict[str, list[str]] = defaultdict(list)
        for author_key in self._by_author:
            if keys := split_name(author_key):
                for form in {keys[0], "".join(keys)}:
                    table[form].append(author_key)
        return table

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._names)

    @cached_property
    def _deletion_variants(self) -> dict[str, list[str]]:
        """Names, keyed by variants with one letter deleted, for finding typos (as in SymSpell)."""
        table: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            if len(name) >= MIN_TYPO_LENGTH:
                for form in _delete_letters(name):
                    table[form].append(name)
        return table

    def _find_speakers_named(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield from self._names.get(name, ())

    def _find_extensions(self, name: str) -> Iterator[str]:
        names = self._sorted_names
        for stem in {name, _strip_ending(name)}:
            index = bisect_left(names, stem)
            while len(stem) >= MIN_PREFIX_LENGTH and names[index : index + 1]:
                if not names[index].startswith(stem):
                    break
                yield names[index]
                index += 1

    def _find_typos(self, name: str) -> Iterator[str]:
        if len(name) < MIN_TYPO_LENGTH:
            return
        table = self._deletion_variants
        near = {other for form in _delete_letters(name) for other in table.get(form, ())}
        yield from (other for other in near if _is_one_edit(name, other))


@lru_cache(maxsize=16_384)
def get_author_key(byline: str) -> str:
    """Return the normalized byline, which identifies an author within a thread."""
    return " ".join(split_name(byline)) or byline


def _get_leading_forms(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield "bob", "bob j", and "bob j smith" for "Bob J. Smith"."""
    return (" ".join(keys[:count]) for count in range(1, min(len(keys), MAX_NAME_WORDS) + 1))


def _get_whole_forms(keys: tuple[str, ...]) -> set[str]:
    return {" ".join(keys), "".join(keys)}


def _get_parts(keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys[1:MAX_NAME_WORDS] if len(key) >= MIN_PREFIX_LENGTH]


def _get_initial(keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys[:1] if len(keys) > 1 and len(keys[0]) == 1 else ()


def _get_prefixes(name: str) -> Iterator[str]:
    """Yield the proper prefixes of ``name`` that are long enough to be names."""
    return (name[:length] for length in range(MIN_PREFIX_LENGTH, len(name)))


def _strip_ending(name: str) -> str:
    """Strip a nickname's ending and undo doubling: ``rud`` for ``rudi``, ``jim`` for ``jimmy``."""
    for ending in ("ie", "y", "i"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return name


def _delete_letters(name: str) -> set[str]:
    return {name, *(name[:index] + name[index + 1 :] for index in range(min(len(name), 24)))}


def _is_one_edit(name: str, other: str) -> bool:
    """Check whether two names are one edit apart, counting a transposition as one edit."""
    if len(name) > len(other):
        name, other = other, name
    same = 0
    while same < len(name) and name[same] == other[same]:
        same += 1
    tail, other_tail = name[same:], other[same:]
    if len(name) < len(other):
        return tail == other_tail[1:]
    return tail[1:] == other_tail[1:] or (
        tail[2:] == other_tail[2:] and tail[:2] == other_tail[1::-1]
    )


FORMS: dict[NameFit, Callable[[tuple[str, ...]], Iterable[str]]] = {
    NameFit.WHOLE: _get_whole_forms,
    NameFit.FIRST: _get_leading_forms,
    NameFit.PART: _get_parts,
    NameFit.INITIAL: _get_initial,
}
