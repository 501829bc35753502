"""Comments as pages show them: what is drawn, and nothing that only moderators see.

A page reads a hundred of them. As plain rows they take a quarter of the time that whole models
take, and nothing can be fetched one by one when they are drawn.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple, Self

from comments.models import Comment

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from comments.models.comment import CommentQuerySet


# Asked four times for each comment of a page, and an enumeration takes its time to answer.
_PUBLISHED = Comment.Status.PUBLISHED.value


class Shown(NamedTuple):
    """One comment as a page shows it."""

    pk: int
    number: int
    status: str
    depth: int
    order_key: bytes | memoryview
    author_name: str
    author_url: str
    # The commenter's, for the address of the page about them; a preview names nobody.
    slug: str
    html: str
    text: str
    published_at: dt.datetime | None
    edited_at: dt.datetime | None
    corrected_at: dt.datetime | None
    recommend_count: int
    featured_at: dt.datetime | None

    @classmethod
    def preview(cls, comment: Comment) -> Self:
        """Return what is shown of a comment that was not saved."""
        return cls._make(getattr(comment, name, "") for name in cls._fields)

    @property
    def is_readable(self) -> bool:
        """Whether everybody may read its text; a stub stands for it otherwise."""
        return self.status == _PUBLISHED


_COLUMNS = ["commenter__slug" if name == "slug" else name for name in Shown._fields]


def shown(comments: CommentQuerySet) -> list[Shown]:
    """Return these comments, which have numbers, in their order. One query."""
    return [*map(Shown._make, columns(comments))]


def columns(comments: CommentQuerySet) -> QuerySet[Comment, Any]:
    """Return the query for these comments' columns, of which ``Shown`` is made."""
    return comments.values_list(*_COLUMNS)
