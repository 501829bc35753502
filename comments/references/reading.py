"""One comment under reading, and what its thread knows: the read-only context of every reader."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from comments.references.found import Cue, Found, Utterance
from comments.references.names import LONGEST_NAME, PLAIN_WAYS, Match, Spoken, Way, speaker_of
from comments.references.signatures import signature_start
from comments.references.vocabulary import CROWDS, GIVEN_NAMES, ORDINARY_WORDS
from comments.references.words import Word, name_keys, split_words

if TYPE_CHECKING:
    from comments.references.thread import ThreadMemory

# Between two words of one name stands no more than this, and no line break.
_NAME_GAPS = frozenset(["", " ", ".", ". ", "-", "'", "’", "_", ", "])


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: where it stands and which words it holds."""

    start: int
    end: int
    first: int  # index of its first word
    stop: int  # index after its last word
    quoted: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A name in the text that is somebody's: words ``first`` to ``stop``, and who it is."""

    first: int
    stop: int
    match: Match


class Reading:
    """The comment that readers look at. Words and lines exclude its signature."""

    def __init__(self, utterance: Utterance, memory: "ThreadMemory") -> None:
        self.utterance = utterance
        self.memory = memory
        self.speaker = speaker_of(utterance.author)
        self.asker = Spoken(utterance.number, utterance.number, self.speaker)
        self.text = utterance.text[: signature_start(utterance.text, name_keys(utterance.author))]

    @property
    def previous(self) -> Utterance | None:
        """The comment right before this one."""
        place = self.memory.positions[self.utterance.number]
        return self.memory.utterances[place - 1] if place else None

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text in order."""
        return split_words(self.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the text that are not blank, in order."""
        return list(self._cut_lines())

    @cached_property
    def own_lines(self) -> list[Line]:
        """The lines that the author wrote: those of no quoted passage."""
        return [line for line in self.lines if not line.quoted]

    def line_at(self, place: int) -> Line:
        """Return the line in which the character at ``place`` stands; it must not be blank."""
        return self.lines[bisect_right(self.lines, place, key=lambda line: line.start) - 1]

    def gap(self, index: int) -> str:
        """Return what stands between word ``index - 1`` and word ``index``, to either end."""
        start = self.words[index - 1].end if index > 0 else 0
        end = self.words[index].start if index < len(self.words) else len(self.text)
        return self.text[start:end]

    def name_at(
        self, first: int, ways: Collection[Way] = PLAIN_WAYS, *, run_together: bool = False
    ) -> Call | None:
        """Return the longest name of an earlier speaker that starts with word ``first``.

        Names in any but the plain ways are sought in that one word.
        ``run_together`` finds "Bob Gates" under the byline "BobGates" too.
        """
        plain = tuple(way for way in ways if way in PLAIN_WAYS)
        longest = self.memory.directory.longest_from(self.words[first].key)
        if plain and (longest or run_together):
            most = LONGEST_NAME if run_together else min(longest, LONGEST_NAME)
            for stop in range(self._reach(first, most), first, -1):
                if call := self._call(first, stop, plain, run_together=run_together):
                    return call
        others = tuple(way for way in ways if way not in PLAIN_WAYS)
        return self._call(first, first + 1, others) if others else None

    def _call(
        self, first: int, stop: int, ways: Collection[Way], *, run_together: bool = False
    ) -> Call | None:
        keys = tuple(word.key for word in self.words[first:stop])
        for form in {keys, ("".join(keys),)} if run_together else {keys}:
            if match := self.memory.directory.find(form, asker=self.asker, ways=ways):
                return Call(first, stop, match)
        return None

    def is_own_name(self, call: Call) -> bool:
        """Whether ``call`` is a form of the writer's own name, as in a signature."""
        keys = tuple(word.key for word in self.words[call.first : call.stop])
        return keys == name_keys(self.utterance.author)[: len(keys)]

    def is_namelike(self, call: Call) -> bool:
        """Whether an unmarked ``call`` may be another's name: not one's own, no everyday words."""
        if self.is_own_name(call):
            return False
        words = self.words[call.first : call.stop]
        keys = [word.key for word in words]
        if keys[0] in CROWDS or all(len(key) < 2 or key.isdigit() for key in keys):
            return False
        if self.is_ordinary(call):
            return words[0].is_capitalised and keys[0] in GIVEN_NAMES
        return True

    def is_ordinary(self, call: Call) -> bool:
        """Whether ``call`` is made of everyday words."""
        keys = (word.key for word in self.words[call.first : call.stop])
        return all(key in ORDINARY_WORDS or key in GIVEN_NAMES for key in keys)

    def found(self, call: Call, *, cue: Cue, confidence: float) -> Found:
        """Return the reference that ``call`` makes."""
        start, end = self.words[call.first].start, self.words[call.stop - 1].end
        return self.reference(
            call.match.spoken.number,
            name=self.text[start:end],
            cue=cue,
            confidence=confidence,
            span=(start, end),
        )

    def reference(
        self, target: int, *, cue: Cue, confidence: float, span: tuple[int, int], name: str = ""
    ) -> Found:
        """Return a reference to comment ``target``, which may be missing from the thread."""
        return Found(
            source=self.utterance.number,
            target=target,
            name=name,
            cue=cue,
            confidence=round(confidence, 3),
            start=span[0],
            end=span[1],
            present=target in self.memory.by_number,
        )

    def _reach(self, first: int, most: int) -> int:
        """Return where a name of ``most`` words that starts with word ``first`` must stop."""
        stop = first + 1
        limit = min(len(self.words), first + most)
        while stop < limit and self.gap(stop) in _NAME_GAPS:
            stop += 1
        return stop

    def _cut_lines(self) -> Iterator[Line]:
        start = index = 0
        in_quote = False
        for raw in self.text.splitlines(keepends=True):
            end = start + len(raw)
            first = index
            while index < len(self.words) and self.words[index].start < end:
                index += 1
            in_quote = in_quote or "[quote" in raw
            if raw.strip():
                quoted = in_quote or (raw.lstrip().startswith((">", "»")) and not _is_number(raw))
                yield Line(start, start + len(raw.rstrip()), first, index, quoted)
            in_quote = in_quote and "[/quote" not in raw
            start = end


def _is_number(line: str) -> bool:
    """Whether a line shows a comment's number in angle brackets: ``>102<``."""
    return line.strip("<>@#.:, \n").isdecimal()
