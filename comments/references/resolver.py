"""The way of one comment through its readers, and of a thread through its comments."""

from collections.abc import Callable, Iterable, Sequence

from comments.references.at_mentions import find_at_mentions
from comments.references.comment_numbers import find_numbers
from comments.references.context import CommentContext, ThreadContext
from comments.references.mentions import find_mentions
from comments.references.merging import merge_references
from comments.references.pasted_bylines import find_pasted_bylines
from comments.references.quotes import find_quotes
from comments.references.resolver_types import CommentInput, ResolvedReference
from comments.references.salutations import find_salutations

type Reader = Callable[[CommentContext], Iterable[ResolvedReference]]

FINDERS: tuple[Reader, ...] = (
    # These point at one comment.
    find_pasted_bylines,
    find_numbers,
    find_quotes,
    # These name somebody, and the nearest earlier comment of theirs is meant.
    find_at_mentions,
    find_salutations,
    find_mentions,
)


def resolve_thread(
    comments: Sequence[CommentInput], *, article_author: str = "", article_text: str = ""
) -> list[ResolvedReference]:
    """Return what the comments of a thread address, in the order of the thread.

    ``comments`` are in ascending order of their numbers. ``article_author`` is the byline of the
    article; greetings of that name mean the article unless its author answered the greeter.
    Passages of ``article_text`` are no quotes of a comment.
    """
    thread = ThreadContext(
        comments, article_author=article_author, article_text=article_text, resolve=_resolve
    )
    return [found for comment in comments for found in thread.get_references(comment)]


def resolve_comment(
    comment: CommentInput,
    earlier: Sequence[CommentInput],
    *,
    article_author: str = "",
    article_text: str = "",
) -> list[ResolvedReference]:
    """Return what one new comment addresses among the ``earlier`` ones of its thread.

    ``earlier`` is in ascending order; old comments may come with an empty text, and can then be
    named and numbered but not quoted. Arguments and result are those of ``resolve_thread``.
    """
    thread = ThreadContext(
        [*earlier, comment],
        article_author=article_author,
        article_text=article_text,
        resolve=_resolve,
    )
    return thread.get_references(comment)


def _resolve(context: CommentContext) -> list[ResolvedReference]:
    return merge_references(context, (found for reader in FINDERS for found in reader(context)))
