"""Queries for reported comments and for a visitor's own report."""

from django.db.models import OuterRef, Subquery

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.visitors.visitor import Visitor
from moderation.models import Report


def get_reported_comments(*, status: str = "") -> CommentQuerySet:
    """Return comments with open reports, unordered and annotated with ``first_reported_at``.

    ``status`` limits them to one status.
    """
    first = (
        Report.objects.open()
        .filter(comment=OuterRef("pk"))
        .order_by("created_at", "pk")
        .values("created_at")[:1]
    )
    reported = Comment.objects.among(Report.objects.open().values("comment"), status=status)
    return reported.annotate(first_reported_at=Subquery(first))


def find_report(visitor: Visitor, comment: Comment) -> Report | None:
    """Return the visitor's report of a comment, if there is one."""
    return Report.objects.filter(comment=comment).by(visitor).first()
