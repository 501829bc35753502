"""Settling what the readers found: one reference for each comment addressed."""

from collections.abc import Iterable

from comments.references.confidence import POINTED
from comments.references.found import Found
from comments.references.names import speaker_of
from comments.references.reading import Reading
from comments.references.words import fold


def merge(reading: Reading, found: Iterable[Found]) -> list[Found]:
    """Keep the surest find for each target, in the order of the text.

    What points at one comment beats a name: "jfl 100 ... as jfl said" addresses 100 alone, though
    jfl spoke again later.
    """
    surest: dict[int, Found] = {}
    pointed: set[str] = set()
    for one in sorted(found, key=lambda one: (-one.confidence, one.start)):
        speaker = _speaker(reading, one)
        is_pointed = one.confidence >= POINTED
        if one.target in surest or (not is_pointed and speaker in pointed):
            continue
        surest[one.target] = one
        pointed.add(speaker)
    return sorted(surest.values(), key=lambda one: (one.start, one.target))


def _speaker(reading: Reading, one: Found) -> str:
    target = reading.memory.by_number.get(one.target)
    return speaker_of(target.author) if target else fold(one.name)
