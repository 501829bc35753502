"""``@name``, ``@ name / name``, ``@name1, @name2``."""

import re
from collections.abc import Iterator

from comments.references import confidence
from comments.references.found import Cue, Found
from comments.references.hosts import settle
from comments.references.names import MARKED_WAYS, PLAIN_WAYS, Way
from comments.references.reading import Call, Line, Reading

# "@name" in an address ("example.org/@bob") or passed on ("RT @bob") is of another site.
ADDRESS_START = re.compile(r"(?:https?://|www\.|\w\.\w+/)[^\s@]*$", re.IGNORECASE)
LONGEST_ADDRESS = 100
REPEATERS = frozenset(["rt", "via"])
JOINTS = frozenset(["/", ",", "&", "+", "and", ",and", "und", "et", "y", ";"])


def read_ats(reading: Reading) -> Iterator[Found]:
    """Find the people marked with ``@``; the mark lets everyday words be names."""
    for line in reading.own_lines:
        index = line.first
        while index < line.stop:
            if not _is_marked(reading, index):
                index += 1
                continue
            call = reading.name_at(index, MARKED_WAYS, run_together=True)
            while call and not _is_oneself(reading, call):
                yield _found(reading, call)
                index = call.stop - 1
                call = _joined(reading, call, line)
            index += 1


def _is_marked(reading: Reading, index: int) -> bool:
    """Whether an ``@`` stands before word ``index`` that is no part of an address."""
    start = reading.words[index].start
    before = reading.text[max(0, start - 3) : start].rstrip(" ")
    if not before.endswith("@"):
        return False
    place = reading.text.rindex("@", 0, start)
    if place and (reading.text[place - 1].isalnum() or reading.text[place - 1] in "._+"):
        return False
    return not _is_elsewhere(reading, index, place)


def _is_elsewhere(reading: Reading, index: int, place: int) -> bool:
    """Whether the ``@`` at ``place`` names somebody of another site."""
    if index and reading.words[index - 1].key in REPEATERS:
        return True
    return bool(ADDRESS_START.search(reading.text[max(0, place - LONGEST_ADDRESS) : place]))


def _is_oneself(reading: Reading, call: Call) -> bool:
    """Whether the writer's own name fits another's byline only loosely: an account elsewhere."""
    return reading.is_own_name(call) and call.match.way > Way.FIRST


def _joined(reading: Reading, call: Call, line: Line) -> Call | None:
    """Return the next name of a list that one ``@`` opened."""
    for first in range(call.stop, min(call.stop + 2, line.stop)):
        between = reading.text[reading.words[call.stop - 1].end : reading.words[first].start]
        if "".join(between.split()).lower() in JOINTS:
            found = reading.name_at(first, PLAIN_WAYS)
            return found if found and reading.is_namelike(found) else None
    return None


def _found(reading: Reading, call: Call) -> Found:
    call = settle(reading, call) or call
    sure = confidence.AT * confidence.FIT[call.match.way]
    return reading.found(call, cue=Cue.AT, confidence=sure)
