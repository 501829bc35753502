"""Passages of an earlier comment, with quotation marks or without."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from comments.references import confidence
from comments.references.found import Cue, Found
from comments.references.names import speaker_of
from comments.references.passages import ADDRESS, Passage
from comments.references.reading import Reading
from comments.references.words import Word, name_keys

SHORTEST_MARKED = 6
SHORTEST_COPIED = 12
SHORTEST_BRIEF = 4
# What may be a brief quote: between two marks, of which the first opens.
BRIEF = re.compile(r'(?<!\S)"[^"\n]{8,60}"|“[^“”\n]{8,60}”|«[^«»\n]{8,60}»|„[^„“”\n]{8,60}[“”]')
MOST_BRIEF = 8
MOST_ATTRIBUTIONS = 8
# Boards write whom they quote: [quote=bob], [quote="bob;101"], [quote name="bob"].
ATTRIBUTION = re.compile(r"\[quote(?:=| name=)[\"']?([^\]\"';\n]{1,60})", re.IGNORECASE)
FILE_NAME = re.compile(r"\w[._/\\]\w")
OPENING_MARKS = frozenset("\"'“”„«»‘‚‹>:]")
SENTENCE_ENDS = frozenset('.!?…:;\n"”»')
# What holds these is code or a listing, which people copy from anywhere.
CODE_MARKS = frozenset("{}=;<>\\_")


def read_quotes(reading: Reading) -> Iterator[Found]:
    """Find whom the text quotes; a quote of the article, or of the writer, addresses nobody."""
    keys = _keys(reading)
    passages = reading.memory.passages.find(keys, before=reading.utterance.number)
    if _says_nothing_else(reading, keys, passages):
        return
    for passage in passages:
        if passage.number is None or _is_own(reading, passage.number):
            continue
        if sure := _confidence(reading, passage):
            span = reading.words[passage.first].start, reading.words[passage.stop - 1].end
            yield reading.reference(passage.number, cue=Cue.QUOTE, confidence=sure, span=span)
    yield from _brief(reading, keys)
    yield from _attributed(reading)


def _attributed(reading: Reading) -> Iterator[Found]:
    """Find ``[quote=bob]``: the nearest of Bob's comments, unless the words tell which it is."""
    for match in islice(ATTRIBUTION.finditer(reading.text), MOST_ATTRIBUTIONS):
        keys = name_keys(match[1])
        if keys and (named := reading.memory.directory.find(keys, asker=reading.asker)):
            yield reading.reference(
                named.spoken.number,
                name=match[1],
                cue=Cue.QUOTE,
                confidence=confidence.QUOTE_ATTRIBUTED,
                span=match.span(1),
            )


def _brief(reading: Reading, keys: list[str]) -> Iterator[Found]:
    """Find ``"just a few words"`` that somebody said."""
    for match in islice(BRIEF.finditer(reading.text), MOST_BRIEF):
        first, stop = (
            bisect_left(reading.words, place, key=lambda word: word.start) for place in match.span()
        )
        if not SHORTEST_BRIEF <= stop - first < SHORTEST_MARKED:
            continue
        number = reading.memory.passages.first_to_say(
            keys[first:stop], before=reading.utterance.number
        )
        if number is None or _is_own(reading, number) or FILE_NAME.search(match[0]):
            continue
        sure = confidence.QUOTE_BRIEF
        yield reading.reference(number, cue=Cue.QUOTE, confidence=sure, span=match.span())


def _keys(reading: Reading) -> list[str]:
    """Return the folded words, with those of addresses blank so that they match nothing."""
    addresses = [match.span() for match in ADDRESS.finditer(reading.text)]
    if not addresses:
        return [word.key for word in reading.words]
    starts = [start for start, _ in addresses]
    return ["" if _lies_in(word, addresses, starts) else word.key for word in reading.words]


def _says_nothing_else(reading: Reading, keys: list[str], passages: list[Passage]) -> bool:
    """Whether the text is other people's words without a mark, as the copies of spammers are."""
    copied = sum(passage.stop - passage.first for passage in passages)
    is_all = bool(passages) and copied == sum(map(bool, keys))
    return is_all and not any(_is_marked(reading, passage) for passage in passages)


def _lies_in(word: Word, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    index = bisect_right(starts, word.start) - 1
    return index >= 0 and word.start < spans[index][1]


def _is_own(reading: Reading, number: int) -> bool:
    return speaker_of(reading.memory.by_number[number].author) == reading.speaker


def _confidence(reading: Reading, passage: Passage) -> float:
    """Return how sure the passage is a quote, nothing where it isn't one."""
    length = passage.stop - passage.first
    if length >= SHORTEST_MARKED and _is_marked(reading, passage):
        return confidence.QUOTE_MARKED
    if length >= SHORTEST_COPIED and _is_whole_sentence(reading, passage):
        return confidence.QUOTE_COPIED
    return 0.0


def _is_marked(reading: Reading, passage: Passage) -> bool:
    start = reading.words[passage.first].start
    if reading.line_at(start).quoted:
        return True
    before = reading.gap(passage.first).rstrip()
    return bool(before) and before[-1] in OPENING_MARKS and not _is_code(reading, passage)


def _is_whole_sentence(reading: Reading, passage: Passage) -> bool:
    opens = passage.first == 0 or not SENTENCE_ENDS.isdisjoint(reading.gap(passage.first))
    closes = passage.stop == len(reading.words) or not SENTENCE_ENDS.isdisjoint(
        reading.gap(passage.stop)
    )
    return opens and closes and not _is_code(reading, passage)


def _is_code(reading: Reading, passage: Passage) -> bool:
    start, end = reading.words[passage.first].start, reading.words[passage.stop - 1].end
    return not CODE_MARKS.isdisjoint(reading.text[start:end])
