"""Pasted bylines: ``Posted by: jfl | Dec 14, 2016 5:09:27 AM | 100`` and its kin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comments.references import confidence
from comments.references.found import Cue, Found, Utterance
from comments.references.names import MARKED_WAYS, PLAIN_WAYS
from comments.references.reading import Reading
from comments.references.words import name_keys, split_words

LONGEST_BYLINE = 200
LONGEST_NAME = 80
# As the same engine labels them in its languages.
LABEL = re.compile(
    r"^[>\s]*(?:(?:posted|written|comment) by|(?:rédigé|écrit|posté|publié) par"
    r"|(?:kommentiert|verfasst|geschrieben) von|(?:publicado|escrito) por|(?:scritto|postato) da"
    r"|geplaatst door)\s?:?\s",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\s?([ap]\.?m\b)?", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"#?(\d{1,6})\.?")


@dataclass(frozen=True, slots=True)
class PastedByline:
    """A byline in a text: whose it is, its number if it shows one, its clock, and where it is."""

    name: str
    number: int | None
    clock: str
    start: int
    end: int


def read_bylines(reading: Reading) -> Iterator[Found]:
    """Find the comments whose bylines were pasted into the text, its signature included."""
    for byline in pasted_bylines(reading.utterance.text):
        if found := _numbered(reading, byline) or _named(reading, byline):
            yield found


def pasted_bylines(text: str) -> Iterator[PastedByline]:
    """Yield the bylines in ``text``; each stands on a line of its own."""
    bar = text.find("|")
    while bar >= 0:
        start = text.rfind("\n", 0, bar) + 1
        end = text.find("\n", bar)
        end = len(text) if end < 0 else end
        if end - start <= LONGEST_BYLINE:
            yield from _parse(text[start:end], start)
        bar = text.find("|", end)


def _parse(line: str, start: int) -> Iterator[PastedByline]:
    label = LABEL.match(line)
    fields = [field.strip() for field in line[label.end() if label else 0 :].split("|")]
    name = fields[0].lstrip("> ").removeprefix("by ")
    dated = any(YEAR.search(field) for field in fields[1:])
    if not (dated and name_keys(name)) or len(name) > LONGEST_NAME:
        return
    number = NUMBER.fullmatch(fields[-1])
    indent = len(line) - len(line.lstrip())
    yield PastedByline(
        name=name,
        number=int(number[1]) if number and len(fields) > 2 else None,
        clock=_clock(" ".join(fields[1:])),
        start=start + indent,
        end=start + len(line.rstrip()),
    )


def _clock(text: str) -> str:
    """Return the minute of the day that ``text`` shows, as ``HH:MM``, or an empty string."""
    if not (match := CLOCK.search(text)):
        return ""
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    return f"{hour:02}:{match[2]}"


def _numbered(reading: Reading, byline: PastedByline) -> Found | None:
    if byline.number is None or byline.number >= reading.utterance.number:
        return None
    target = reading.memory.by_number.get(byline.number)
    if target and not set(name_keys(target.author)) & set(name_keys(byline.name)):
        return None
    return _found(reading, byline, byline.number, confidence.BYLINE_WITH_NUMBER)


def _named(reading: Reading, byline: PastedByline) -> Found | None:
    ways = PLAIN_WAYS if byline.number else MARKED_WAYS
    keys = tuple(word.key for word in split_words(byline.name))
    match = reading.memory.directory.find(keys, asker=reading.asker, ways=ways)
    if not match:
        return None
    nearest = match.spoken
    for spoken in reading.memory.directory.comments_of(
        nearest.speaker, before=reading.utterance.number
    ):
        if byline.clock and _shows(reading.memory.by_number.get(spoken.number), byline.clock):
            return _found(reading, byline, spoken.number, confidence.BYLINE_WITH_TIME)
    return _found(reading, byline, nearest.number, confidence.BYLINE_WITH_NAME)


def _shows(utterance: Utterance | None, clock: str) -> bool:
    published = utterance and utterance.published
    return bool(published) and f"{published:%H:%M}" == clock


def _found(reading: Reading, byline: PastedByline, target: int, sure: float) -> Found:
    return reading.reference(
        target,
        name=byline.name,
        cue=Cue.BYLINE,
        confidence=sure,
        span=(byline.start, byline.end),
    )
