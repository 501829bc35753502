"""Queries for reported comments and for a visitor's own report."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    IntegerField,
    Min,
    OuterRef,
    Subquery,
    Value,
)

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.visitors.visitor import Visitor
from moderation.models import Report

# In the queue, each further report counts like waiting this much longer.
_LEAD = dt.timedelta(days=1)


def get_reported_comments(*, status: str = "") -> CommentQuerySet:
    """Return comments with open reports, unordered and annotated with ``urgent_since``.

    This is the time of the first report, and a day earlier for each further one. ``status`` limits
    the comments to one status.
    """
    open_reports = Report.objects.open()
    own = open_reports.filter(comment=OuterRef("pk")).order_by().values("comment")
    first = own.annotate(first=Min("created_at")).values("first")
    count = own.annotate(count=Count("pk")).values("count")
    lead = ExpressionWrapper(
        (Subquery(count, output_field=IntegerField()) - 1) * Value(_LEAD),
        output_field=DurationField(),
    )
    return Comment.objects.among(open_reports.values("comment"), status=status).annotate(
        urgent_since=ExpressionWrapper(Subquery(first) - lead, output_field=DateTimeField())
    )


def count_open_reports(comments: Iterable[Comment]) -> dict[int, int]:
    """Return the number of open reports by the comment's primary key. Runs one query."""
    reports = Report.objects.open().filter(comment__in=[comment.pk for comment in comments])
    return dict(reports.order_by().values_list("comment").annotate(Count("pk")))


def find_report(visitor: Visitor, comment: Comment) -> Report | None:
    """Return the visitor's report of a comment, if there is one."""
    return Report.objects.filter(comment=comment).by(visitor).first()
