"""Calls at the head of a line: ``Hi Ann,``, ``Dear Lu and Hank,``, ``Thanks, Ann``, ``Ann - ``."""

from collections.abc import Iterator

from comments.references import confidence
from comments.references.found import Cue, Found, Utterance
from comments.references.hosts import settle
from comments.references.names import ALL_WAYS, PART_WAYS, PLAIN_WAYS, Way
from comments.references.reading import Call, Line, Reading
from comments.references.vocabulary import (
    CROWDS,
    FILLERS,
    FOLLOWERS,
    GIVEN_NAMES,
    GREETINGS,
    JOINERS,
    NAMELESS,
    OPENERS,
    ORDINARY_WORDS,
)
from comments.references.words import name_keys

LONGEST_PHRASE = 4
MOST_FILLERS = 3
CALL_MARKS = (",", ":", ";", "!", "?", "...", "…", "--", "–", "—", " -")
# Behind these even a word without a capital is a name, if it is one.
STRONG_MARKS = (":", "--", " -", "–", "—", " –", " —")
# French sets a space before these, often one that doesn't break.
SPACED_MARKS = (":", ";", "!", "?")
SPACES = " \u00a0\u202f"
# Forms that also fit other words; such a name must be set apart.
APART_WAYS = (Way.PET, Way.BEGINNING)
BARE_WAYS = (*PLAIN_WAYS, *APART_WAYS, Way.TYPO)


def read_salutations(reading: Reading) -> Iterator[Found]:
    """Find the people whom a line calls by name at its head."""
    for line in reading.own_lines:
        if line.first == line.stop:
            continue
        yield from _stranger(reading, line)
        for call, sure in _calls(reading, line):
            if settled := settle(reading, call):
                sure_so = sure * confidence.FIT[settled.match.way]
                yield reading.found(settled, cue=Cue.SALUTATION, confidence=sure_so)


def _stranger(reading: Reading, line: Line) -> Iterator[Found]:
    """Find whom the host greets by a name that no byline shows: the comment right before.

    Hosts answer one by one and know people by names that their bylines don't have.
    """
    before = reading.previous
    if line is not reading.own_lines[0] or before is None or not _hosts_reader(reading, before):
        return
    index = line.first + _phrase(reading, line.first, line, GREETINGS)
    if index in {line.first, line.stop} or reading.name_at(index, ALL_WAYS, run_together=True):
        return
    word = reading.words[index]
    mine = name_keys(reading.utterance.author)
    if word.is_capitalised and word.key not in CROWDS | ORDINARY_WORDS and word.key not in mine:
        yield reading.reference(
            before.number,
            name=word.typed,
            cue=Cue.SALUTATION,
            confidence=confidence.STRANGER,
            span=(word.start, word.end),
        )


def _hosts_reader(reading: Reading, before: Utterance) -> bool:
    """Whether the host speaks here, and a reader spoke before."""
    return reading.memory.is_host(reading.utterance) and not reading.memory.is_host(before)


def _calls(reading: Reading, line: Line) -> Iterator[tuple[Call, float]]:
    """Yield whom the line calls, and how sure the way of calling is."""
    call, sure = _greeted(reading, line)
    if call is None:
        call, sure = _bare(reading, line)
    while call:
        yield call, sure
        call = _joined(reading, call, line)


def _greeted(reading: Reading, line: Line) -> tuple[Call | None, float]:
    """Return the name behind a greeting or an opening: ``Hi Ann``, ``Thanks again, Ann``."""
    first = line.first
    is_greeting = False
    while length := _phrase(reading, first, line, GREETINGS):
        is_greeting, first = True, first + length
    if not is_greeting:
        first += _phrase(reading, first, line, OPENERS)
    if first == line.first:
        return None, 0.0
    for index in range(first, min(first + MOST_FILLERS + 1, line.stop)):
        call = _named(reading, index, is_greeting=is_greeting)
        if call:
            sure = confidence.GREETING if is_greeting else confidence.CALL
            return call, sure
        if reading.words[index].key not in FILLERS:
            break
    return None, 0.0


def _named(reading: Reading, index: int, *, is_greeting: bool) -> Call | None:
    if is_greeting:
        call = reading.name_at(index, ALL_WAYS, run_together=True)
        return call if call and _may_be_greeted(reading, call) else None
    ways = (*PART_WAYS, *APART_WAYS) if _is_apart(reading, index) else PART_WAYS
    call = reading.name_at(index, ways)
    return call if call and reading.is_namelike(call) else None


def _is_apart(reading: Reading, index: int) -> bool:
    """Whether word ``index`` has a capital, and behind it a mark or the end of the line."""
    word = reading.words[index]
    line_end = reading.line_at(word.start).end
    after = reading.text[word.end : line_end]
    return word.is_capitalised and (not after or after.startswith(".") or _is_call_mark(after))


def _may_be_greeted(reading: Reading, call: Call) -> bool:
    """Whether a greeting may mean this: "Dear D" yes, "Hi all" and "hi there" no."""
    words = reading.words[call.first : call.stop]
    if words[0].key in CROWDS:
        return False
    if reading.is_ordinary(call):
        return words[0].is_capitalised and call.match.way <= Way.FIRST
    return True


def _phrase(reading: Reading, first: int, line: Line, phrases: frozenset[tuple[str, ...]]) -> int:
    """Return how many words from ``first`` on make the longest of ``phrases``."""
    for length in range(min(LONGEST_PHRASE, line.stop - first), 0, -1):
        if tuple(word.key for word in reading.words[first : first + length]) in phrases:
            return length
    return 0


def _bare(reading: Reading, line: Line) -> tuple[Call | None, float]:
    """Return the name that opens the line: ``Ann, ...``, ``Ann - ...``, ``Ann I think ...``."""
    call = reading.name_at(line.first, _bare_ways(reading, line))
    if call is None or not (
        reading.is_namelike(call)
        or _is_namesake(reading, call, line)
        or _is_word_as_typed(reading, call, line)
    ):
        return None, 0.0
    last = call
    while following := _joined(reading, last, line):
        last = following
    after = reading.text[reading.words[last.stop - 1].end : line.end]
    if after in {"", ".", "..."} or _is_call_mark(after):
        return call, confidence.CALL
    if line is reading.own_lines[0] and _runs_on(reading, call, line):
        return call, confidence.RUNNING
    return None, 0.0


def _is_namesake(reading: Reading, call: Call, line: Line) -> bool:
    """Whether Mike C. calls the one whose whole byline is "Mike": "Mike, try this"."""
    keys = tuple(word.key for word in reading.words[call.first : call.stop])
    is_anothers = call.match.way is Way.WHOLE and keys != name_keys(reading.utterance.author)
    after = reading.text[reading.words[call.stop - 1].end : line.end]
    is_own = is_anothers and reading.is_own_name(call)
    return is_own and not reading.is_ordinary(call) and _is_call_mark(after)


def _is_word_as_typed(reading: Reading, call: Call, line: Line) -> bool:
    """Whether an everyday word is plainly a byline: "will: no" to will, "Guest, no" to Guest."""
    word = reading.words[call.first]
    target = reading.memory.by_number.get(call.match.spoken.number)
    if target is None or call.stop - call.first > 1 or target.author.strip() != word.typed:
        return False
    after = reading.text[word.end : line.end]
    if word.key in NAMELESS:
        return _is_call_mark(after)
    return word.key in GIVEN_NAMES and after.startswith(STRONG_MARKS)


def _is_call_mark(after: str) -> bool:
    """Whether what stands behind a name sets it apart as a call."""
    return after.startswith(CALL_MARKS) or after.lstrip(SPACES).startswith(SPACED_MARKS)


def _bare_ways(reading: Reading, line: Line) -> tuple[Way, ...]:
    """Return the ways in which a bare name may fit; misspelt it must look like a call."""
    word = reading.words[line.first]
    is_call = _is_call_mark(reading.text[word.end : line.end])
    return BARE_WAYS if is_call and word.is_capitalised else PLAIN_WAYS


def _runs_on(reading: Reading, call: Call, line: Line) -> bool:
    """Whether the sentence behind a bare name speaks to the name's bearer."""
    if call.stop >= line.stop or reading.is_ordinary(call):
        return False
    is_close = reading.gap(call.stop) in {" ", ". ", "- ", ".. "}
    is_capitalised = reading.words[call.first].is_capitalised
    return is_close and is_capitalised and reading.words[call.stop].key in FOLLOWERS


def _joined(reading: Reading, call: Call, line: Line) -> Call | None:
    """Return the next name of ``Ann and Bob,`` or ``Ann, Bob -``."""
    end = reading.words[call.stop - 1].end
    index = call.stop
    while index < line.stop and reading.words[index].key in JOINERS:
        index += 1
    if index >= line.stop:
        return None
    between = reading.text[end : reading.words[index].start]
    is_joined = index > call.stop or any(sign in between for sign in "&/+")
    is_comma = not is_joined and between.strip() == ","
    if not (is_joined or is_comma) or "." in between:
        return None
    following = reading.name_at(index, PLAIN_WAYS if is_comma else PART_WAYS)
    if following is None or not reading.is_namelike(following):
        return None
    return following if is_joined or _ends_call(reading, following, line) else None


def _ends_call(reading: Reading, call: Call, line: Line) -> bool:
    """Whether ``call`` is the last of "Ann, Bob:" and no part of "Ann, Bob, and Carl came by"."""
    after = reading.text[reading.words[call.stop - 1].end : line.end]
    return not after.startswith(",") and (not after or _is_call_mark(after))
