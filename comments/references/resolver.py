"""The way of one comment through its readers, and of a thread through its comments."""

from collections.abc import Callable, Iterable, Sequence

from comments.references.ats import read_ats
from comments.references.bylines import read_bylines
from comments.references.found import Found, Utterance
from comments.references.mentions import read_mentions
from comments.references.merging import merge
from comments.references.numbers import read_numbers
from comments.references.quotes import read_quotes
from comments.references.reading import Reading
from comments.references.salutations import read_salutations
from comments.references.thread import ThreadMemory

type Reader = Callable[[Reading], Iterable[Found]]

READERS: tuple[Reader, ...] = (
    # These point at one comment.
    read_bylines,
    read_numbers,
    read_quotes,
    # These name somebody, and the nearest earlier comment of theirs is meant.
    read_ats,
    read_salutations,
    read_mentions,
)


def resolve_thread(
    utterances: Sequence[Utterance], *, article_author: str = "", article_text: str = ""
) -> list[Found]:
    """Return what the comments of a thread address, in the order of the thread.

    ``utterances`` are in ascending order of their numbers. ``article_author`` is the byline of the
    article; greetings of that name mean the article unless its author answered the greeter.
    Passages of ``article_text`` are no quotes of a comment.
    """
    memory = ThreadMemory(
        utterances, article_author=article_author, article_text=article_text, read=_read
    )
    return [found for utterance in utterances for found in memory.references_of(utterance)]


def resolve_comment(
    comment: Utterance,
    earlier: Sequence[Utterance],
    *,
    article_author: str = "",
    article_text: str = "",
) -> list[Found]:
    """Return what one new comment addresses among the ``earlier`` ones of its thread.

    ``earlier`` is in ascending order; old comments may come with an empty text, and can then be
    named and numbered but not quoted. Arguments and result are those of ``resolve_thread``.
    """
    memory = ThreadMemory(
        [*earlier, comment], article_author=article_author, article_text=article_text, read=_read
    )
    return memory.references_of(comment)


def _read(reading: Reading) -> list[Found]:
    return merge(reading, (found for reader in READERS for found in reader(reading)))
