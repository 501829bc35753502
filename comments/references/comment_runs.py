"""Choose which comment a name addresses if that person has posted several in a row.

A name usually refers to the person's latest comment. However, if the commenter who uses the name
has already replied to that comment, the name refers to the one before it. For example, if Rudi
posts comments 1, 2, and 3 and Ann then posts three replies that start with "Dear Rudi", these
replies address comments 3, 2, and 1, respectively.
"""

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from comments.references.context import CommentContext
from comments.references.name_index import IndexedComment, get_author_key
from comments.references.resolver_types import CommentInput
from comments.references.vocabulary import ORDINARY_WORDS
from comments.references.words import WORD, fold

# Comments farther apart than this are not consecutive.
MAX_GAP = 3
MAX_RUN_LENGTH = 8
# The number of shared words is divided by the square root of the comment's length. The result for
# the best comment must exceed the others by at least this much.
MIN_LEAD = 0.2
MAX_TEXT_LENGTH = 4_000
STEM_LENGTH = 7  # "render" and "rendering" share a stem

type IsCandidate = Callable[[IndexedComment], bool]


def choose_from_run(
    context: CommentContext, nearest: IndexedComment, name: str, *, is_candidate: IsCandidate
) -> IndexedComment:
    """Return the comment addressed by ``name``: ``nearest``, or an earlier one in the same run.

    A run is a series of comments in a row by one person; the one in question ends with
    ``nearest``. ``name`` is folded. Earlier comments are considered only if ``is_candidate``
    returns True for them. If one comment is clearly the most similar to the comment being
    resolved, return that comment. Otherwise, go back one comment for each reply to the run that
    the author of the comment being resolved has already written.
    """
    run = list(_iterate_run(context, nearest, is_candidate))
    if len(run) == 1:
        return nearest
    if most_similar := _find_most_similar(context, run):
        return most_similar
    replied = sum(1 for _ in _iterate_replies(context, nearest, name))
    return run[replied] if replied < len(run) else nearest


def _find_most_similar(context: CommentContext, run: list[IndexedComment]) -> IndexedComment | None:
    """Return the comment in ``run`` that is clearly most similar to the one being resolved.

    The similarity depends on the number of words that both comments contain. If no comment is
    clearly most similar, return None.
    """
    own = _get_stems(context.text)
    stems_by_comment = [_get_comment_stems(context, entry) for entry in run]
    common = set.intersection(*stems_by_comment)
    scores = [len(own & (words - common)) / (len(words) + 20) ** 0.5 for words in stems_by_comment]
    best, second = sorted(scores, reverse=True)[:2]
    return run[scores.index(best)] if best - second >= MIN_LEAD else None


def _get_comment_stems(context: CommentContext, entry: IndexedComment) -> set[str]:
    comment = context.thread.by_number.get(entry.number)
    return _get_stems(comment.text) if comment else set()


def _get_stems(text: str) -> set[str]:
    """Return the stems of the words in ``text``, without short and ordinary words."""
    words = (word for word in WORD.findall(fold(text[:MAX_TEXT_LENGTH])) if len(word) > 3)
    return {word[:STEM_LENGTH] for word in words if word not in ORDINARY_WORDS}


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
    return before is not None and get_author_key(before.author) == nearest.author_key
