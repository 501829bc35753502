"""Weights of reports, based on how often their reporters have been right before."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q

from moderation.models import Report


def get_independent(reports: Iterable[Report]) -> list[Report]:
    """Return the reports that count: one per account, browser, and network, heaviest first.

    Even several accounts on the same network count only once, because one person can create many.
    """
    seen: set[str] = set()
    independent = []
    for report in sorted(reports, key=lambda report: -report.weight):
        if seen.isdisjoint(report.sources):
            seen |= report.sources
            independent.append(report)
    return independent


def compute_weight(*, upheld: int, answered: int) -> float:
    """Return the weight of a report, given its reporter's earlier reports.

    ``answered`` is the number of earlier reports that moderators have answered, and ``upheld`` is
    the number of those that led to a removal. The weight is twice the expected share of upheld
    reports by Laplace's rule of succession (Essai philosophique sur les probabilités, 1814): an
    unknown reporter's report weighs 1, and no report weighs exactly 0 or 2.
    """
    return 2 * (upheld + 1) / (answered + 2)


def add_weights(reports: Sequence[Report]) -> Sequence[Report]:
    """Set ``weight`` on each report and return the reports. Runs one query.

    Earlier reports of comments that their authors deleted are ignored, because no moderator decided
    on them.
    """
    answered, upheld = _count_earlier(reports)
    for report in reports:
        key = report.reader
        report.weight = compute_weight(upheld=upheld[key], answered=answered[key])
    return reports


def get_total_weight(reports: Iterable[Report]) -> float:
    """Add up the weights of the independent reports, as set by ``add_weights``."""
    return sum(report.weight for report in get_independent(reports))


def _count_earlier(reports: Iterable[Report]) -> tuple[Counter[str], Counter[str]]:
    """Count each reader's answered and upheld reports."""
    users = {report.reporter_id for report in reports if report.reporter_id}
    networks = {report.network for report in reports if not report.reporter_id}
    same_readers = Q(reporter__in=users) | Q(reporter=None, network__in=networks - {None})
    if None in networks:
        same_readers |= Q(reporter=None, network=None)
    outcomes = Report.Outcome
    rows = (
        Report.objects.filter(same_readers, outcome__in=[outcomes.REMOVED, outcomes.KEPT])
        .order_by()
        .values("reporter", "network")
        .annotate(answered=Count("pk"), upheld=Count("pk", filter=Q(outcome=outcomes.REMOVED)))
    )
    answered, upheld = Counter[str](), Counter[str]()
    for row in rows:
        reader = Report(reporter_id=row["reporter"], network=row["network"]).reader
        answered[reader] += row["answered"]
        upheld[reader] += row["upheld"]
    return answered, upheld
