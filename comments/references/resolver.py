"""Run all finders on a comment or a whole thread."""

from collections.abc import Callable, Iterable, Sequence

from comments.references.at_mentions import find_at_mentions
from comments.references.context import CommentContext, ThreadContext
from comments.references.mentions import find_mentions, find_reports
from comments.references.merging import merge_references
from comments.references.number_mentions import find_numbers
from comments.references.own_comments import find_discarded_comments, find_own_comments
from comments.references.pasted_bylines import find_pasted_bylines
from comments.references.quotes import find_quotes
from comments.references.resolver_types import CommentInput, ResolvedReference
from comments.references.salutations import find_salutations

type Finder = Callable[[CommentContext], Iterable[ResolvedReference]]

FINDERS: tuple[Finder, ...] = (
    # Cues for an exact comment.
    find_pasted_bylines,
    find_numbers,
    find_quotes,
    # Cues for a person, which mean the person's nearest earlier comment.
    find_at_mentions,
    find_salutations,
    find_mentions,
    # Cues for one's own earlier comments.
    find_discarded_comments,
)
# Cues that count only if there are no others.
SECONDARY_FINDERS: tuple[Finder, ...] = (find_own_comments, find_reports)


def resolve_thread(
    comments: Sequence[CommentInput], *, article_author: str = "", article_text: str = ""
) -> list[ResolvedReference]:
    """Return all references in a thread, in comment order.

    Args:
        comments: Comments in ascending order by number.
        article_author: The byline of the article. A greeting with that name refers to the article
            unless the author has replied to the commenter who greets them.
        article_text: The plain text of the article. Passages from it don't count as quotes from
            comments.
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
    """Return the references from a new comment to ``earlier`` comments in its thread.

    ``earlier`` must be in ascending order by number. The text of old comments may be empty, in
    which case they are found by name and number but not by quotes. See ``resolve_thread`` for the
    other arguments.
    """
    thread = ThreadContext(
        [*earlier, comment],
        article_author=article_author,
        article_text=article_text,
        resolve=_resolve,
    )
    return thread.get_references(comment)


def _resolve(context: CommentContext) -> list[ResolvedReference]:
    found = [reference for find in FINDERS for reference in find(context)]
    if not found:
        found = [reference for find in SECONDARY_FINDERS for reference in find(context)]
    return merge_references(context, found)
