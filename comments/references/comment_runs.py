"""Choose which comment a name addresses if that person has posted several in a row.

A name usually refers to the person's latest comment. However, if the commenter who uses the name
has already replied to that comment, the name refers to the one before it. For example, if Rudi
posts comments 1, 2, and 3 and Ann then posts three replies that start with "Dear Rudi", these
replies address comments 3, 2, and 1, respectively. What the reply says can show that it means
another comment or two of them.
"""

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from comments.references.context import CommentContext
from comments.references.name_index import IndexedComment, get_author_key
from comments.references.resolver_types import CommentInput
from comments.references.similarity import get_stems
from comments.references.speech_acts import find_answered, means_both
from comments.references.words import fold

# Comments farther apart than this are not consecutive.
MAX_GAP = 3
MAX_RUN_LENGTH = 8
# The similarity of the most similar comment must exceed the others by at least this much.
MIN_LEAD = 0.2
# A reply that seems to answer more comments than this is no evidence.
MAX_ANSWERED = 2

type IsCandidate = Callable[[IndexedComment], bool]


def choose_from_run(
    context: CommentContext, nearest: IndexedComment, name: str, *, is_candidate: IsCandidate
) -> list[IndexedComment]:
    """Return the comments addressed by ``name``: ``nearest`` or earlier ones in the same run.

    A run is a series of comments in a row by one person; this one ends with ``nearest``. ``name``
    is folded. Earlier comments are considered only if ``is_candidate`` returns True for them.

    If the comment being resolved says that it means two, return the last two. Otherwise, return
    those with remarks that it evidently answers, or else the one that is clearly the most similar
    to it. Without such evidence, return the latest one, or go back one comment for each reply to
    the run that the author of the comment being resolved has already written.
    """
    run = list(_iterate_run(context, nearest, is_candidate))
    if len(run) == 1:
        return run
    if means_both(context.text):
        return run[:2]
    answered = find_answered(context.text, [_get_text(context, entry) for entry in run])
    if 0 < len(answered) <= MAX_ANSWERED:
        return [run[index] for index in answered]
    if most_similar := _find_most_similar(context, run, name):
        return [most_similar]
    replied = sum(1 for _ in _iterate_replies(context, nearest, name))
    return [run[replied] if replied < len(run) else nearest]


def _get_text(context: CommentContext, entry: IndexedComment) -> str:
    comment = context.thread.by_number.get(entry.number)
    return comment.text if comment else ""


def _find_most_similar(
    context: CommentContext, run: list[IndexedComment], name: str
) -> IndexedComment | None:
    """Return the comment in ``run`` that is clearly most similar to the one being resolved.

    Words in all comments of the run don't count, nor does ``name``, which may be in a signature.
    If no comment is clearly most similar, return None.
    """
    similarity = context.thread.similarity
    common = frozenset.intersection(*(similarity.get_stems(entry.number) for entry in run))
    stems = context.stems - common - get_stems(name)
    scores = [
        similarity.compare(stems, entry.number, before=context.comment.number) for entry in run
    ]
    best, second = sorted(scores, reverse=True)[:2]
    return run[scores.index(best)] if best - second >= MIN_LEAD else None


def _iterate_run(
    context: CommentContext, nearest: IndexedComment, is_candidate: IsCandidate
) -> Iterator[IndexedComment]:
    """Yield the run of consecutive comments that ends with ``nearest``, in reverse order."""
    yield nearest
    last = nearest.number
    earlier = context.thread.names.iterate_comments(nearest.author_key, before=last)
    own = _get_own_last_number(context, last)
    for entry in islice(earlier, MAX_RUN_LENGTH):
        if last - entry.number > MAX_GAP or entry.number < own:
            return
        if is_candidate(entry):
            yield entry
        last = entry.number


def _get_own_last_number(context: CommentContext, number: int) -> int:
    own = context.thread.names.iterate_comments(context.author_key, before=number)
    return next((entry.number for entry in own), -1)


def _iterate_replies(
    context: CommentContext, nearest: IndexedComment, name: str
) -> Iterator[IndexedComment]:
    """Yield the replies that the author has already written to the run ending with ``nearest``.

    The author is the author of the comment being resolved.
    """
    own = context.thread.names.iterate_comments(context.author_key, before=context.comment.number)
    since = takewhile(lambda entry: entry.number > nearest.number, own)
    for entry in islice(since, MAX_RUN_LENGTH):
        comment = context.thread.by_number.get(entry.number)
        if comment and (name in fold(comment.text) or _follows_author(context, comment, nearest)):
            yield entry


def _follows_author(
    context: CommentContext, comment: CommentInput, nearest: IndexedComment
) -> bool:
    """Check whether ``comment`` directly follows a comment by the author of ``nearest``."""
    position = context.thread.positions[comment.number]
    before = context.thread.comments[position - 1] if position else None
    return before is not None and context.thread.names.is_same_person(
        get_author_key(before.author), nearest.author_key
    )
