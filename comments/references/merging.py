"""Settling what the readers found: one reference for each comment addressed."""

from collections.abc import Iterable

from comments.references.confidence import MIN_EXACT
from comments.references.context import CommentContext
from comments.references.name_index import get_speaker_key
from comments.references.resolver_types import ResolvedReference
from comments.references.words import fold


def merge_references(
    context: CommentContext, found: Iterable[ResolvedReference]
) -> list[ResolvedReference]:
    """Keep the surest find for each target, in the order of the text.

    What points at one comment beats a name: "jfl 100 ... as jfl said" addresses 100 alone, though
    jfl spoke again later.
    """
    surest: dict[int, ResolvedReference] = {}
    pointed: set[str] = set()
    for one in sorted(found, key=lambda one: (-one.confidence, one.start)):
        speaker = _speaker(context, one)
        is_pointed = one.confidence >= MIN_EXACT
        if one.target in surest or (not is_pointed and speaker in pointed):
            continue
        surest[one.target] = one
        pointed.add(speaker)
    return sorted(surest.values(), key=lambda one: (one.start, one.target))


def _speaker(context: CommentContext, one: ResolvedReference) -> str:
    target = context.thread.by_number.get(one.target)
    return get_speaker_key(target.author) if target else fold(one.name)
