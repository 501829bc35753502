"""Merge the finders' results into one reference per target comment."""

from collections.abc import Iterable

from comments.references.confidence import MIN_EXACT
from comments.references.context import CommentContext
from comments.references.name_index import get_author_key
from comments.references.resolver_types import ResolvedReference
from comments.references.words import fold

NO_POSITION = -1


def merge_references(
    context: CommentContext, found: Iterable[ResolvedReference]
) -> list[ResolvedReference]:
    """Return the most confident reference to each target, in text order.

    A reference to an exact comment supersedes references to the same person by name: "jfl 100 ...
    as jfl said" addresses only comment 100, even if jfl commented again later. Of several names of
    a person, only the most confident one counts, which may mean several comments.
    """
    best: dict[int, ResolvedReference] = {}
    # The position of the most confident name of each author, if there is no exact reference.
    named_at: dict[str, int] = {}
    for reference in sorted(found, key=lambda reference: (-reference.confidence, reference.start)):
        author_key = _get_author_key(context, reference)
        is_exact = reference.confidence >= MIN_EXACT
        position = NO_POSITION if is_exact else reference.start
        is_superseded = not is_exact and named_at.get(author_key, position) != position
        if reference.target in best or is_superseded:
            continue
        best[reference.target] = reference
        named_at.setdefault(author_key, position)
    return sorted(best.values(), key=lambda reference: (reference.start, reference.target))


def _get_author_key(context: CommentContext, reference: ResolvedReference) -> str:
    target = context.thread.by_number.get(reference.target)
    return get_author_key(target.author) if target else fold(reference.name)
