"""Which of several comments in a row is answered, when somebody left more than one.

The nearest comment of a name is meant, with one exception: a writer who has answered that one goes
on to the one before it. "Rudi: 1, 2, 3; host: Dear Rudi (3), Dear Rudi (2), Dear Rudi (1)".
"""

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from comments.references.context import CommentContext
from comments.references.name_index import IndexedComment, get_speaker_key
from comments.references.resolver_types import CommentInput
from comments.references.vocabulary import ORDINARY_WORDS
from comments.references.words import WORD, fold

# Comments of one speaker further apart than this are no row.
WIDEST_GAP = 3
LONGEST_ROW = 8
# Shared words are counted against the root of a comment's length, and lead by this or don't tell.
LEAST_LEAD = 0.2
LONGEST_LOOK = 4_000
LONGEST_STEM = 7  # "render" and "rendering" are about the same thing

type Counts = Callable[[IndexedComment], bool]


def choose_from_run(
    context: CommentContext, nearest: IndexedComment, name: str, *, counts: Counts
) -> IndexedComment:
    """Return the comment that is this writer's turn to answer: ``nearest``, or one before it.

    ``name`` is the folded name it was called by. ``counts`` says which of the speaker's comments
    may be answered at all.
    """
    row = list(_row(context, nearest, counts))
    if len(row) == 1:
        return nearest
    if kin := _closest(context, row):
        return kin
    answered = sum(1 for _ in _answers(context, nearest, name))
    return row[answered] if answered < len(row) else nearest


def _closest(context: CommentContext, row: list[IndexedComment]) -> IndexedComment | None:
    """Return the comment of ``row`` that plainly shares most words with this one, if one does."""
    mine = _telling(context.text)
    theirs = [_telling_of(context, spoken) for spoken in row]
    common = set.intersection(*theirs)
    scores = [len(mine & (words - common)) / (len(words) + 20) ** 0.5 for words in theirs]
    best, second = sorted(scores, reverse=True)[:2]
    return row[scores.index(best)] if best - second >= LEAST_LEAD else None


def _telling_of(context: CommentContext, spoken: IndexedComment) -> set[str]:
    comment = context.thread.by_number.get(spoken.number)
    return _telling(comment.text) if comment else set()


def _telling(text: str) -> set[str]:
    """Return the words of ``text`` that tell what it is about."""
    words = (word for word in WORD.findall(fold(text[:LONGEST_LOOK])) if len(word) > 3)
    return {word[:LONGEST_STEM] for word in words if word not in ORDINARY_WORDS}


def _row(
    context: CommentContext, nearest: IndexedComment, counts: Counts
) -> Iterator[IndexedComment]:
    """Yield the comments in a row that ends with ``nearest``, from there back."""
    yield nearest
    last = nearest.number
    earlier = context.thread.names.iterate_comments(nearest.speaker, before=last)
    mine = _my_last_before(context, last)
    for spoken in islice(earlier, LONGEST_ROW):
        if last - spoken.number > WIDEST_GAP or spoken.number < mine:
            return
        if counts(spoken):
            yield spoken
        last = spoken.number


def _my_last_before(context: CommentContext, number: int) -> int:
    mine = context.thread.names.iterate_comments(context.author_key, before=number)
    return next((spoken.number for spoken in mine), -1)


def _answers(
    context: CommentContext, nearest: IndexedComment, name: str
) -> Iterator[IndexedComment]:
    """Yield what this writer has answered to ``nearest`` and the row before it already."""
    directory = context.thread.names
    mine = directory.iterate_comments(context.author_key, before=context.comment.number)
    since = takewhile(lambda spoken: spoken.number > nearest.number, mine)
    for spoken in islice(since, LONGEST_ROW):
        comment = context.thread.by_number.get(spoken.number)
        if comment and (name in fold(comment.text) or _follows(context, comment, nearest)):
            yield spoken


def _follows(context: CommentContext, comment: CommentInput, nearest: IndexedComment) -> bool:
    """Whether ``comment`` stands right behind the row's last comment."""
    place = context.thread.positions[comment.number]
    before = context.thread.comments[place - 1] if place else None
    return before is not None and get_speaker_key(before.author) == nearest.speaker
