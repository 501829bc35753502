"""The host trap: who greets the author of the article mostly means the article.

A reader who says "Hi Jeremy" where Jeremy wrote the article speaks to one of Jeremy's comments only
when that comment speaks to this reader. Where nobody is known to be the author, whoever was greeted
before having said a word is taken for one.
"""

from dataclasses import replace
from functools import partial

from comments.references.found import Found, Utterance
from comments.references.names import Spoken, speaker_of
from comments.references.reading import Call, Reading
from comments.references.turns import turn_of
from comments.references.words import fold, name_keys

# How many of the host's comments are looked at, from the nearest back.
LOOK_BACK = 64


def settle(reading: Reading, call: Call) -> Call | None:
    """Return ``call`` with the comment that is meant by it, or nothing if none is."""
    spoken = _meant(reading, call)
    return replace(call, match=replace(call.match, spoken=spoken)) if spoken else None


def _meant(reading: Reading, call: Call) -> Spoken | None:
    memory = reading.memory
    nearest = call.match.spoken
    name = reading.words[call.first].key
    target = memory.by_number.get(nearest.number)
    if memory.is_host(reading.utterance):
        return turn_of(reading, nearest, name, counts=lambda _: True)
    if target is None or not memory.is_host(target):
        if _names_host(reading, call):
            return None
        return turn_of(reading, nearest, name, counts=lambda _: True)
    answers = partial(_is_answer, reading)
    answer = _answer_to(reading, nearest.speaker)
    return turn_of(reading, answer, name, counts=answers) if answer else None


def _names_host(reading: Reading, call: Call) -> bool:
    """Whether a reader's comment was found by the name that the article's author bears."""
    keys = tuple(word.key for word in reading.words[call.first : call.stop])
    host = reading.memory.host_name
    return bool(host) and keys == host[: len(keys)]


def _answer_to(reading: Reading, host: str) -> Spoken | None:
    """Return the host's nearest comment that speaks to the reading's author."""
    directory = reading.memory.directory
    theirs = directory.comments_of(host, before=reading.utterance.number)
    for spoken, _ in zip(theirs, range(LOOK_BACK), strict=False):
        if _is_answer(reading, spoken):
            return spoken
    return None


def _is_answer(reading: Reading, spoken: Spoken) -> bool:
    utterance = reading.memory.by_number.get(spoken.number)
    if utterance is None or not reading.memory.is_host(utterance):
        return False
    return _speaks_to(reading, utterance)


def _speaks_to(reading: Reading, utterance: Utterance) -> bool:
    """Whether ``utterance`` addresses the reader, by a cue or by following them silently."""
    memory = reading.memory
    if _is_newcomer(reading) and not _holds_my_name(reading, utterance):
        return False
    if references := memory.references_of(utterance):
        return any(_is_me(reading, found) for found in references)
    place = memory.positions[utterance.number]
    return place > 0 and speaker_of(memory.utterances[place - 1].author) == reading.speaker


def _is_newcomer(reading: Reading) -> bool:
    earlier = reading.memory.directory.comments_of(reading.speaker, before=reading.utterance.number)
    return next(earlier, None) is None


def _holds_my_name(reading: Reading, utterance: Utterance) -> bool:
    """Whether a reader with a new byline may be one known by this name: a quick sieve."""
    keys = name_keys(reading.utterance.author)
    return bool(keys) and keys[0] in fold(utterance.text)


def _is_me(reading: Reading, found: Found) -> bool:
    """Whether a reference goes to the reader: to a comment of theirs, or by their name."""
    target = reading.memory.by_number.get(found.target)
    if target and speaker_of(target.author) == reading.speaker:
        return True
    keys, mine = name_keys(found.name), name_keys(reading.utterance.author)
    return bool(keys) and keys == mine[: len(keys)]
