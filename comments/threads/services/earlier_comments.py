"""Load the earlier comments of a thread as input for the resolver of references."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from blog.models import Article
from blog.site.current import get_current_site
from comments.models import Comment, Thread
from comments.references import CommentInput
from core.text import get_name_key

# Quotes are looked up in this many preceding comments because people quote what they have just
# read. Names and numbers are looked up in the whole thread.
QUOTE_WINDOW = 300


@dataclass(slots=True)
class _LoadedThread:
    """The comments of a thread with numbers below ``before``, loaded incrementally."""

    before: int = 0
    comments: list[CommentInput] = field(default_factory=list)
    # The number of comments at the start of the list that are before the quote window.
    textless: int = 0
    # Threads have far fewer commenters than comments.
    is_article_author: dict[str, bool] = field(default_factory=dict)


_reused: ContextVar[dict[int, _LoadedThread] | None] = ContextVar("reused", default=None)


@contextmanager
def reuse_earlier_comments() -> Iterator[None]:
    """Load the comments of each thread once, for numbering many comments in a row.

    Later changes to the name or text of a loaded comment are missed, so keep the block short.
    """
    token = _reused.set({})
    try:
        yield
    finally:
        _reused.reset(token)


def load_earlier_comments(thread: Thread, article: Article, *, before: int) -> list[CommentInput]:
    """Return the comments with numbers below ``before`` as input for the resolver.

    All of them include names, but only the last ``QUOTE_WINDOW`` include text. Two narrow queries,
    so that posting in a long thread doesn't load all of its text.
    """
    loaded = (_reused.get() or {}).get(thread.pk)
    if loaded is None or loaded.before > before:
        loaded = _LoadedThread()
    _extend(loaded, thread, article, before)
    if (threads := _reused.get()) is not None:
        threads[thread.pk] = loaded
    return list(loaded.comments)


def localize(at: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    """Return the time in the site's zone, in which pasted bylines are written."""
    return at and at.astimezone(zone)


def _extend(loaded: _LoadedThread, thread: Thread, article: Article, before: int) -> None:
    first_quoted = before - QUOTE_WINDOW
    comments = loaded.comments
    while loaded.textless < len(comments) and comments[loaded.textless].number < first_quoted:
        comments[loaded.textless] = replace(comments[loaded.textless], text="")
        loaded.textless += 1
    numbered = Comment.objects.filter(
        thread=thread, number__gte=loaded.before, number__lt=before
    ).order_by("number")
    texts = dict(
        numbered.published().filter(number__gte=first_quoted).values_list("number", "text")
    )
    author_key = get_name_key(article.byline)
    zone = get_current_site().zone
    known = loaded.is_article_author
    for number, author, published_at in numbered.values_list(
        "number", "author_name", "published_at"
    ):
        if author not in known:
            known[author] = bool(author) and get_name_key(author) == author_key
        comments.append(
            CommentInput(
                number=number or 0,
                author=author,
                text=texts.get(number, ""),
                published=localize(published_at, zone),
                is_article_author=known[author],
            )
        )
    loaded.before = before
