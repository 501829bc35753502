"""An index of a thread's commenters by all the names people may use for them."""

import enum
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from comments.references.name_forms import (
    MIN_PREFIX_LENGTH,
    delete_letters,
    get_full_names,
    get_initial,
    get_leading_forms,
    get_parts,
    get_prefixes,
    get_whole_forms,
    is_one_edit,
    is_variant,
    strip_ending,
)
from comments.references.nicknames import NICKNAMES
from comments.references.vocabulary import NAMELESS
from comments.references.words import split_name

# How many ineligible comments a lookup skips: those by the source's author and those not yet known.
# Without a limit, lookups in a thread dominated by one name would take quadratic time.
LOOK_BACK = 64
MIN_TYPO_LENGTH = 4
# People rarely sign with more names.
MAX_SIGNATURES = 3
# In letters. Longer strings are not names and are expensive to look up.
MAX_NAME_LETTERS = 60


class NameFit(enum.IntEnum):
    """The kinds of matches between a typed name and a byline, most certain first."""

    WHOLE = 0
    FIRST = 1  # "Bob" or "Bob J." for "Bob J. Smith"
    SIGNED = 2  # the signature of an earlier comment
    VARIANT = 3  # "Bob Smith" for "Bob Jones-Smith", or the reverse
    PART = 4  # "Smith" for "Bob J. Smith"
    NICKNAME = 5  # "Bob" for "Robert", or the reverse
    PREFIX = 6  # "Alex" for "Alexander", "Rudi" for "Rudolf"
    EXTENDED = 7  # "Alexander" for "Alex"
    TYPO = 8  # one letter wrong, missing, or extra, or two swapped
    INITIAL = 9  # "Robert" for "R. Smith"


EXACT_FITS = (NameFit.WHOLE, NameFit.FIRST, NameFit.SIGNED)
FULL_FITS = (*EXACT_FITS, NameFit.VARIANT)
PART_FITS = (*FULL_FITS, NameFit.PART)
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
    comments. ``signatures`` contains the names in signatures, by comment number. ``persons`` maps
    the author keys of a person with several bylines to one key.
    """

    def __init__(
        self,
        entries: Iterable[IndexedComment],
        signatures: Mapping[int, str],
        *,
        persons: Mapping[str, str],
    ) -> None:
        self._persons = persons
        ordered = sorted(entries, key=attrgetter("number"))
        self._numbers = [entry.number for entry in ordered]
        self._by_author: dict[str, list[IndexedComment]] = {}
        for entry in ordered:
            self._by_author.setdefault(entry.author_key, []).append(entry)
        self._by_person = self._by_author | self._group_persons()
        self._signatures = signatures
        self._signed: dict[str, list[IndexedComment]] = {}
        self._signed_names: dict[str, list[str]] = {}
        for entry in ordered if signatures else ():
            if entry.number in signatures and entry.since == entry.number:
                self._add_signature(entry, signatures[entry.number])
        self._tables: dict[NameFit, dict[str, list[str]]] = {}
        self._timelines: dict[tuple[NameFit, str], list[IndexedComment]] = {}

    def _group_persons(self) -> dict[str, list[IndexedComment]]:
        """Return the comments of each person with several bylines, in order."""
        grouped: dict[str, list[IndexedComment]] = defaultdict(list)
        for author_key, person in self._persons.items():
            grouped[person] += self._by_author.get(author_key, ())
        return {person: sorted(entries) for person, entries in grouped.items()}

    def _add_signature(self, entry: IndexedComment, name: str) -> None:
        names = self._signed_names.setdefault(entry.author_key, [])
        if name not in names[:MAX_SIGNATURES]:
            names.append(name)
        for form in get_leading_forms(split_name(name)):
            self._signed.setdefault(form, []).append(entry)

    def find(
        self,
        keys: tuple[str, ...],
        *,
        source: IndexedComment,
        fits: Collection[NameFit] = EXACT_FITS,
    ) -> NameMatch | None:
        """Return the nearest comment before ``source`` by another person with this name.

        ``keys`` are the folded words of the name. The nearest comment with that name, first name,
        or signature is found, unless another person's whole byline takes precedence
        (``_prefers_whole``). The other kinds of matches in ``fits`` are tried only if there is no
        such comment.
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
        """Yield the person's comments with numbers below ``before``, nearest first.

        They include comments under the person's other bylines.
        """
        entries = self._by_person.get(self._get_person(author_key), [])
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
        nearest = max(found, key=lambda match: (match.entry.number, -match.fit), default=None)
        whole = next((match for match in found if match.fit is NameFit.WHOLE), None)
        if nearest and whole and self._prefers_whole(whole.entry, nearest.entry, source):
            return whole
        return nearest

    def _prefers_whole(
        self, whole: IndexedComment, nearest: IndexedComment, source: IndexedComment
    ) -> bool:
        """Check whether the name means the author with exactly that byline, not the nearest one.

        It doesn't if both are the same person, if ``nearest`` directly precedes ``source``, or if
        the author of ``source`` has commented since ``whole`` and so has probably answered it.
        """
        if self.is_same_person(whole.author_key, nearest.author_key):
            return False
        previous = bisect_left(self._numbers, source.number) - 1
        if self._numbers[previous] <= nearest.number:
            return False
        own = self.iterate_comments(source.author_key, before=source.number)
        return next((entry.number for entry in own), -1) < whole.number

    def is_same_person(self, author_key: str, other: str) -> bool:
        """Check whether two author keys belong to the same person."""
        return self._get_person(author_key) == self._get_person(other)

    def _get_person(self, author_key: str) -> str:
        return self._persons.get(author_key, author_key)

    def _find_nearest(
        self, fit: NameFit, keys: tuple[str, ...], source: IndexedComment
    ) -> IndexedComment | None:
        timeline = self._get_timeline(fit, " ".join(keys))
        end = bisect_left(timeline, source.number, key=lambda entry: entry.number)
        for entry in reversed(timeline[max(0, end - LOOK_BACK) : end]):
            if entry.since < source.number and not self.is_same_person(
                entry.author_key, source.author_key
            ):
                return entry
        return None

    def _get_timeline(self, fit: NameFit, name: str) -> list[IndexedComment]:
        """Return all comments by authors whose names match ``name`` with ``fit``, oldest first."""
        if (fit, name) not in self._timelines:
            if fit is NameFit.SIGNED:
                found = list(self._find_signed(name))
            else:
                author_keys = set(self._find_author_keys(fit, name))
                found = [
                    entry for author_key in author_keys for entry in self._by_author[author_key]
                ]
            self._timelines[fit, name] = sorted(found)
        return self._timelines[fit, name]

    def _find_signed(self, name: str) -> Iterator[IndexedComment]:
        """Yield the comments by people who sign with ``name``, known since they first did so.

        Comments that they sign with another name are left out. For a byline such as "Guest" and for
        more than the first few signatures of a byline, only the comments with that signature count,
        because they are by several people.
        """
        signed: dict[str, list[IndexedComment]] = defaultdict(list)
        for entry in self._signed.get(name, ()):
            signed[entry.author_key].append(entry)
        for author_key, entries in signed.items():
            since = entries[0].number
            if not self._is_usual_signature(author_key, self._signatures[since]):
                yield from entries
                continue
            for entry in self._by_author[author_key]:
                if self._may_be_named(entry, name):
                    yield entry._replace(since=max(entry.since, since))

    def _is_usual_signature(self, author_key: str, name: str) -> bool:
        usual = self._signed_names[author_key][:MAX_SIGNATURES]
        return author_key not in NAMELESS and name in usual

    def _may_be_named(self, entry: IndexedComment, name: str) -> bool:
        """Check whether ``entry`` isn't signed with a name other than ``name`` and its byline's."""
        signed = split_name(self._signatures.get(entry.number, ""))
        is_own = signed[:1] == split_name(entry.author_key)[:1]
        return not signed or is_own or name in get_leading_forms(signed)

    def _find_author_keys(self, fit: NameFit, name: str) -> Iterable[str]:
        match fit:
            case NameFit.VARIANT:
                return self._find_variants(name.split(" "))
            case NameFit.NICKNAME:
                return self._find_speakers_named(NICKNAMES.get(name, ()))
            case NameFit.PREFIX:
                return self._find_speakers_named(self._find_extensions(name))
            case NameFit.EXTENDED:
                return self._find_speakers_named(get_prefixes(name))
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
                for form in delete_letters(name):
                    table[form].append(name)
        return table

    def _find_speakers_named(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield from self._names.get(name, ())

    def _find_variants(self, keys: list[str]) -> Iterator[str]:
        """Yield the authors with another form of the full name ``keys``.

        The last word must be part of both, because it may not belong to the name.
        """
        table = self._get_table(NameFit.VARIANT)
        for surname in dict.fromkeys(keys[1:]):
            for author_key in table.get(f"{keys[0]} {surname}", ()):
                if keys[-1] in split_name(author_key) and is_variant(keys, split_name(author_key)):
                    yield author_key

    def _find_extensions(self, name: str) -> Iterator[str]:
        names = self._sorted_names
        for stem in {name, strip_ending(name)}:
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
        near = {other for form in delete_letters(name) for other in table.get(form, ())}
        yield from (other for other in near if is_one_edit(name, other))


@lru_cache(maxsize=16_384)
def get_author_key(byline: str) -> str:
    """Return the normalized byline, which identifies an author within a thread."""
    return " ".join(split_name(byline)) or byline


FORMS: dict[NameFit, Callable[[tuple[str, ...]], Iterable[str]]] = {
    NameFit.WHOLE: get_whole_forms,
    NameFit.FIRST: get_leading_forms,
    NameFit.VARIANT: get_full_names,
    NameFit.PART: get_parts,
    NameFit.INITIAL: get_initial,
}
