"""Comments as named tuples with only the columns that pages show.

A page loads a hundred comments. Compared with model instances, named tuples take a quarter of the
time to load, contain nothing that only moderators may see, and can't trigger further queries.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple, Self

from comments.models import Comment

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from comments.models.comment import CommentQuerySet


# Read four times per comment; attribute access on an enumeration is slow.
_PUBLISHED = Comment.Status.PUBLISHED.value


class CommentRow(NamedTuple):
    """The columns of a comment that pages show."""

    pk: int
    number: int
    status: str
    depth: int
    order_key: bytes | memoryview
    author_name: str
    author_url: str
    author_role: str
    # The commenter's slug; empty in a preview.
    slug: str
    html: str
    text: str
    published_at: dt.datetime | None
    edited_at: dt.datetime | None
    moderator_edited_at: dt.datetime | None
    recommend_count: int
    featured_at: dt.datetime | None

    @classmethod
    def preview(cls, comment: Comment) -> Self:
        """Return a row for an unsaved comment."""
        return cls._make(getattr(comment, name, "") for name in cls._fields)

    @property
    def is_readable(self) -> bool:
        """Check whether the comment is published. If it isn't, pages show a stub in its place."""
        return self.status == _PUBLISHED


_COLUMNS = ["commenter__slug" if name == "slug" else name for name in CommentRow._fields]


def fetch_rows(comments: CommentQuerySet) -> list[CommentRow]:
    """Return rows for numbered comments, in the queryset's order. One query."""
    return [*map(CommentRow._make, select_columns(comments))]


def select_columns(comments: CommentQuerySet) -> QuerySet[Comment, Any]:
    """Return a query that selects the columns of ``CommentRow``."""
    return comments.values_list(*_COLUMNS)
