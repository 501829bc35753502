"""Weights of reports, based on how often their reporters have been right before."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q

from moderation.models import Report


def count_independent(reports: Iterable[Report]) -> int:
    """Count the readers who made the reports, as far as they can be distinguished."""
    return len({report.reader for report in reports})


def compute_weight(*, upheld: int, answered: int) -> float:
    """Return the weight of a report, given its reporter's earlier reports.

    ``answered`` is the number of earlier reports that moderators have answered, and ``upheld`` is
    the number of those that led to a removal. The weight is twice the expected share of upheld
    reports by Laplace's rule of succession (Essai philosophique sur les probabilités, 1814): an
    unknown reporter's report weighs 1, and no report weighs exactly 0 or 2.
    """
    return 2 * (upheld + 1) / (answered + 2)


def add_weights(reports: Sequence[Report]) -> Sequence[Report]:
    """Set ``weight`` on each report and return the reports. One query.

    Earlier reports of comments that their authors deleted are ignored, because nobody decided who
    was right.
    """
    answered, upheld = _count_earlier(reports)
    for report in reports:
        key = report.reader
        report.weight = compute_weight(upheld=upheld[key], answered=answered[key])
    return reports


def get_total_weight(reports: Iterable[Report]) -> float:
    """Add up the weights set by ``add_weights``, counting each reader once."""
    return sum({report.reader: report.weight for report in reports}.values())


def _count_earlier(reports: Iterable[Report]) -> tuple[Counter[str], Counter[str]]:
    """Count each reader's answered and upheld reports."""
    users = {report.reporter_id for report in reports if report.reporter_id}
    addresses = {report.ip_address for report in reports if report.ip_address}
    keys = {report.reporter_key for report in reports if report.reporter_key}
    guests = Q(reporter=None)
    same_readers = Q(reporter__in=users) | guests & (
        Q(ip_address__in=addresses) | Q(ip_address=None, reporter_key__in=keys)
    )
    outcomes = Report.Outcome
    rows = (
        Report.objects.filter(same_readers, outcome__in=[outcomes.REMOVED, outcomes.KEPT])
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
