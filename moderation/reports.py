"""What readers have reported, and how many of them are behind it."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.peace.readers import Reader
from moderation.models import Report


def reported() -> CommentQuerySet:
    """Return the comments with open reports, unordered.

    Each comes with ``first_reported_at``.
    """
    first = (
        Report.objects.open()
        .filter(comment=OuterRef("pk"))
        .order_by("created_at", "pk")
        .values("created_at")[:1]
    )
    return Comment.objects.filter(pk__in=Report.objects.open().values("comment")).annotate(
        first_reported_at=Subquery(first)
    )


def reported_by(reader: Reader, comment: Comment) -> Report | None:
    """Return the reader's report of a comment, if there is one."""
    return Report.objects.filter(comment=comment).by(reader).first()


def independent(reports: Iterable[Report]) -> int:
    """Return how many readers are behind reports, as far as that can be told.

    Guests of one network address count once: a new key costs them nothing.
    """
    return len({one.reporter_id or one.ip_address or one.reporter_key for one in reports})
