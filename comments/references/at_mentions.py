"""``@name``, ``@ name / name``, ``@name1, @name2``."""

import re
from collections.abc import Iterator

from comments.references import confidence
from comments.references.article_author import resolve_addressee
from comments.references.context import CommentContext, Line, NameOccurrence
from comments.references.name_index import EXACT_FITS, MARKED_FITS, NameFit
from comments.references.resolver_types import Cue, ResolvedReference

# "@name" in an address ("example.org/@bob") or passed on ("RT @bob") is of another site.
ADDRESS_START = re.compile(r"(?:https?://|www\.|\w\.\w+/)[^\s@]*$", re.IGNORECASE)
LONGEST_ADDRESS = 100
REPEATERS = frozenset(["rt", "via"])
JOINTS = frozenset(["/", ",", "&", "+", "and", ",and", "und", "et", "y", ";"])


def find_at_mentions(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find the people marked with ``@``; the mark lets everyday words be names."""
    for line in context.own_lines:
        index = line.first
        while index < line.stop:
            if not _is_marked(context, index):
                index += 1
                continue
            call = context.find_name(index, MARKED_FITS, run_together=True)
            while call and not _is_oneself(context, call):
                yield _found(context, call)
                index = call.stop - 1
                call = _joined(context, call, line)
            index += 1


def _is_marked(context: CommentContext, index: int) -> bool:
    """Whether an ``@`` stands before word ``index`` that is no part of an address."""
    start = context.words[index].start
    before = context.text[max(0, start - 3) : start].rstrip(" ")
    if not before.endswith("@"):
        return False
    place = context.text.rindex("@", 0, start)
    if place and (context.text[place - 1].isalnum() or context.text[place - 1] in "._+"):
        return False
    return not _is_elsewhere(context, index, place)


def _is_elsewhere(context: CommentContext, index: int, place: int) -> bool:
    """Whether the ``@`` at ``place`` names somebody of another site."""
    if index and context.words[index - 1].key in REPEATERS:
        return True
    return bool(ADDRESS_START.search(context.text[max(0, place - LONGEST_ADDRESS) : place]))


def _is_oneself(context: CommentContext, call: NameOccurrence) -> bool:
    """Whether the writer's own name fits another's byline only loosely: an account elsewhere."""
    return context.is_own_name(call) and call.match.way > NameFit.FIRST


def _joined(context: CommentContext, call: NameOccurrence, line: Line) -> NameOccurrence | None:
    """Return the next name of a list that one ``@`` opened."""
    for first in range(call.stop, min(call.stop + 2, line.stop)):
        between = context.text[context.words[call.stop - 1].end : context.words[first].start]
        if "".join(between.split()).lower() in JOINTS:
            found = context.find_name(first, EXACT_FITS)
            return found if found and context.is_plausible_name(found) else None
    return None


def _found(context: CommentContext, call: NameOccurrence) -> ResolvedReference:
    call = resolve_addressee(context, call) or call
    sure = confidence.AT * confidence.FIT[call.match.way]
    return context.build_name_reference(call, cue=Cue.AT, confidence=sure)
