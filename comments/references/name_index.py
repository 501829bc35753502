"""Who spoke before, by every name that people may call them."""

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

# How far back one look-up walks past comments that don't count (the asker's own, or not yet
# known). A bound keeps a thread of one quarrelsome name from costing the square of its length.
LOOK_BACK = 64
# Shorter beginnings fit too many people.
SHORTEST_BEGINNING = 3
SHORTEST_TYPO = 4
# Longest name, in words, that is looked for in a text.
LONGEST_NAME = 7
# Nobody types a name of more letters; what is longer is noise, and dear to look up.
LONGEST_LETTERS = 60


class NameFit(enum.IntEnum):
    """How a typed name fits a byline, the surest first."""

    WHOLE = 0
    FIRST = 1  # "Bob" or "Bob J." for "Bob J. Smith"
    SIGNED = 2  # the name under an earlier comment's text
    PART = 3  # "Smith" for "Bob J. Smith"
    PET = 4  # "Bob" for "Robert", either way round
    BEGINNING = 5  # "Alex" for "Alexander", "Rudi" for "Rudolf"
    LONGER = 6  # "Alexander" for "Alex"
    TYPO = 7  # one letter wrong, missing, too many, or two swapped
    INITIAL = 8  # "Robert" for "R. Smith"


EXACT_FITS = (NameFit.WHOLE, NameFit.FIRST, NameFit.SIGNED)
PART_FITS = (*EXACT_FITS, NameFit.PART)
MARKED_FITS = tuple(way for way in NameFit if way is not NameFit.INITIAL)
ALL_FITS = tuple(NameFit)


class IndexedComment(NamedTuple):
    """A comment by somebody, and from which comment on the thread knows of it.

    ``speaker`` is what ``speaker_of`` makes of the byline.
    """

    number: int
    since: int
    speaker: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The nearest earlier comment of somebody who is called so."""

    spoken: IndexedComment
    way: NameFit


class NameIndex:
    """All speakers of a thread; every look-up names the comment that asks and sees what is earlier.

    ``entries`` are the comments known; ``signed`` adds names from their sign-offs.
    """

    def __init__(
        self, entries: Iterable[IndexedComment], signed: Iterable[tuple[str, IndexedComment]]
    ) -> None:
        self._by_speaker: dict[str, list[IndexedComment]] = {}
        for entry in sorted(entries, key=attrgetter("number")):
            self._by_speaker.setdefault(entry.speaker, []).append(entry)
        self._signed: dict[str, list[IndexedComment]] = {}
        for name, entry in signed:
            for form in _openings(split_name(name)):
                self._signed.setdefault(form, []).append(entry)
        self._tables: dict[NameFit, dict[str, list[str]]] = {}
        self._timelines: dict[tuple[NameFit, str], list[IndexedComment]] = {}

    def find(
        self,
        keys: tuple[str, ...],
        *,
        asker: IndexedComment,
        ways: Collection[NameFit] = EXACT_FITS,
    ) -> NameMatch | None:
        """Return whom ``asker`` calls by ``keys``.

        A whole byline is surest; a first name may be of a byline or of a sign-off, whichever is
        nearer; every other way is tried only when those found nobody.
        """
        if sum(map(len, keys)) > LONGEST_LETTERS:
            return None
        plain = [way for way in ways if way in EXACT_FITS]
        if match := self._nearest_match(plain, keys, asker):
            return match
        for way in ways:
            if way not in plain and (match := self._nearest_match([way], keys, asker)):
                return match
        return None

    def longest_from(self, key: str) -> int:
        """Return how many words the longest name has that starts with ``key``; 0 without one."""
        return self._heads.get(key, 0)

    def iterate_comments(self, speaker: str, *, before: int) -> Iterator[IndexedComment]:
        """Yield what ``speaker`` said before a number, the nearest first."""
        entries = self._by_speaker.get(speaker, [])
        for index in range(
            bisect_left(entries, before, key=lambda entry: entry.number) - 1, -1, -1
        ):
            yield entries[index]

    def _nearest_match(
        self, ways: Iterable[NameFit], keys: tuple[str, ...], asker: IndexedComment
    ) -> NameMatch | None:
        found = [
            NameMatch(spoken, way) for way in ways if (spoken := self._nearest(way, keys, asker))
        ]
        return max(
            found,
            key=lambda match: (match.way is NameFit.WHOLE, match.spoken.number, -match.way),
            default=None,
        )

    def _nearest(
        self, way: NameFit, keys: tuple[str, ...], asker: IndexedComment
    ) -> IndexedComment | None:
        timeline = self._timeline(way, " ".join(keys))
        end = bisect_left(timeline, asker.number, key=lambda entry: entry.number)
        for entry in reversed(timeline[max(0, end - LOOK_BACK) : end]):
            if entry.since < asker.number and entry.speaker != asker.speaker:
                return entry
        return None

    def _timeline(self, way: NameFit, name: str) -> list[IndexedComment]:
        """Return every comment of everybody whom ``name`` fits in this way, in order."""
        if (way, name) not in self._timelines:
            if way is NameFit.SIGNED:
                found = list(self._signed.get(name, ()))
            else:
                speakers = set(self._speakers(way, name))
                found = [entry for speaker in speakers for entry in self._by_speaker[speaker]]
            self._timelines[way, name] = sorted(found)
        return self._timelines[way, name]

    def _speakers(self, way: NameFit, name: str) -> Iterable[str]:
        match way:
            case NameFit.PET:
                return self._called_one_of(NICKNAMES.get(name, ()))
            case NameFit.BEGINNING:
                return self._called_one_of(self._longer_names(name))
            case NameFit.LONGER:
                return self._called_one_of(_beginnings(name))
            case NameFit.TYPO:
                return self._called_one_of(self._misspelt(name))
            case _:
                return self._table(way).get(name[:1] if way is NameFit.INITIAL else name, ())

    def _table(self, way: NameFit) -> dict[str, list[str]]:
        """Return the speakers by the forms of their names that fit in this way."""
        if way not in self._tables:
            table: dict[str, list[str]] = defaultdict(list)
            for speaker in self._by_speaker:
                for form in FORMS[way](split_name(speaker)):
                    table[form].append(speaker)
            self._tables[way] = table
        return self._tables[way]

    @cached_property
    def _heads(self) -> dict[str, int]:
        lengths: dict[str, int] = {}
        for name in (*self._table(NameFit.WHOLE), *self._signed):
            head, *rest = name.split(" ")
            lengths[head] = max(lengths.get(head, 0), 1 + len(rest))
        return lengths

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Speakers by their first word, or by the whole name run together."""
        table: dict[str, list[str]] = defaultdict(list)
        for speaker in self._by_speaker:
            if keys := split_name(speaker):
                for form in {keys[0], "".join(keys)}:
                    table[form].append(speaker)
        return table

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._names)

    @cached_property
    def _names_less_a_letter(self) -> dict[str, list[str]]:
        """Names by what is left of them without one letter, so that near misses meet."""
        table: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            if len(name) >= SHORTEST_TYPO:
                for form in _less_a_letter(name):
                    table[form].append(name)
        return table

    def _called_one_of(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield from self._names.get(name, ())

    def _longer_names(self, name: str) -> Iterator[str]:
        names = self._sorted_names
        for stem in {name, _stem(name)}:
            index = bisect_left(names, stem)
            while len(stem) >= SHORTEST_BEGINNING and names[index : index + 1]:
                if not names[index].startswith(stem):
                    break
                yield names[index]
                index += 1

    def _misspelt(self, name: str) -> Iterator[str]:
        if len(name) < SHORTEST_TYPO:
            return
        table = self._names_less_a_letter
        near = {other for form in _less_a_letter(name) for other in table.get(form, ())}
        yield from (other for other in near if _is_one_slip(name, other))


@lru_cache(maxsize=16_384)
def get_speaker_key(byline: str) -> str:
    """Return the one form of a byline by which comments of one speaker are told together."""
    return " ".join(split_name(byline)) or byline


def _openings(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield "bob", "bob j" and "bob j smith" for Bob J. Smith."""
    return (" ".join(keys[:count]) for count in range(1, min(len(keys), LONGEST_NAME) + 1))


def _whole(keys: tuple[str, ...]) -> set[str]:
    return {" ".join(keys), "".join(keys)}


def _parts(keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys[1:LONGEST_NAME] if len(key) >= SHORTEST_BEGINNING]


def _initial(keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys[:1] if len(keys) > 1 and len(keys[0]) == 1 else ()


def _beginnings(name: str) -> Iterator[str]:
    """Yield the forms of which ``name`` may be the longer one."""
    return (name[:length] for length in range(SHORTEST_BEGINNING, len(name)))


def _stem(name: str) -> str:
    """Return ``rud`` for ``rudi`` and ``jim`` for ``jimmy``: pet endings off, doubles undone."""
    for ending in ("ie", "y", "i"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return name


def _less_a_letter(name: str) -> set[str]:
    return {name, *(name[:index] + name[index + 1 :] for index in range(min(len(name), 24)))}


def _is_one_slip(name: str, other: str) -> bool:
    """Whether one letter wrong, missing or too many, or two swapped, makes the difference."""
    if len(name) > len(other):
        name, other = other, name
    same = 0
    while same < len(name) and name[same] == other[same]:
        same += 1
    mine, theirs = name[same:], other[same:]
    if len(name) < len(other):
        return mine == theirs[1:]
    return mine[1:] == theirs[1:] or (mine[2:] == theirs[2:] and mine[:2] == theirs[1::-1])


FORMS: dict[NameFit, Callable[[tuple[str, ...]], Iterable[str]]] = {
    NameFit.WHOLE: _whole,
    NameFit.FIRST: _openings,
    NameFit.PART: _parts,
    NameFit.INITIAL: _initial,
}
