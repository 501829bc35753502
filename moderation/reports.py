"""What readers have reported, how many of them are behind it, and how often they were right."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, OuterRef, Q, Subquery

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.visitors.visitor import Visitor
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


def reported_by(visitor: Visitor, comment: Comment) -> Report | None:
    """Return the reader's report of a comment, if there is one."""
    return Report.objects.filter(comment=comment).by(visitor).first()


def independent(reports: Iterable[Report]) -> int:
    """Return how many readers are behind reports, as far as that can be told."""
    return len({report.reader for report in reports})


def weight(*, upheld: int, answered: int) -> float:
    """Return how much a report weighs of whose earlier ones so many were answered, and upheld.

    Twice the share to be expected by Laplace's rule of succession (Essai philosophique sur les
    probabilités, 1814), so that somebody of whom nothing is known weighs 1, and nobody 0 or 2.
    """
    return 2 * (upheld + 1) / (answered + 2)


def weigh(reports: Sequence[Report]) -> Sequence[Report]:
    """Give reports their ``weight`` by how the earlier ones of the same readers were answered.

    What its author withdrew says nothing about who was right. One query.
    """
    answered, upheld = _history(reports)
    for report in reports:
        key = report.reader
        report.weight = weight(upheld=upheld[key], answered=answered[key])
    return reports


def total_weight(reports: Iterable[Report]) -> float:
    """Return how much reports weigh together that were weighed. Each reader counts once."""
    return sum({report.reader: report.weight for report in reports}.values())


def _history(reports: Iterable[Report]) -> tuple[Counter[str], Counter[str]]:
    """Return by reader how many reports were answered, and how many of those were upheld."""
    users = {report.reporter_id for report in reports if report.reporter_id}
    addresses = {report.ip_address for report in reports if report.ip_address}
    keys = {report.reporter_key for report in reports if report.reporter_key}
    guests = Q(reporter=None)
    same = Q(reporter__in=users) | guests & (
        Q(ip_address__in=addresses) | Q(ip_address=None, reporter_key__in=keys)
    )
    outcomes = Report.Outcome
    rows = (
        Report.objects.filter(same, outcome__in=[outcomes.REMOVED, outcomes.KEPT])
        .order_by()
        .values("reporter", "ip_address", "reporter_key")
        .annotate(answered=Count("pk"), upheld=Count("pk", filter=Q(outcome=outcomes.REMOVED)))
    )
    answered, upheld = Counter[str](), Counter[str]()
    for row in rows:
        reader = Report(
            reporter_id=row["reporter"],
            ip_address=row["ip_address"],
            reporter_key=row["reporter_key"],
        ).reader
        answered[reader] += row["answered"]
        upheld[reader] += row["upheld"]
    return answered, upheld
