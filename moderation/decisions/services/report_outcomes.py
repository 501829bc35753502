"""Change the outcomes of answered reports when the decisions that answered them are reversed."""

from collections.abc import Sequence

from django.utils import timezone

from moderation.models import Report


def reopen_reports(*, pks: Sequence[int]) -> int:
    """Reopen the reports whose resolution was undone, and return how many there were."""
    return Report.objects.filter(pk__in=pks).update(resolved_at=None, outcome="")


def keep_reports(*, pks: Sequence[int]) -> int:
    """Set the outcome of reports to the comment being kept, and return how many there were."""
    return Report.objects.filter(pk__in=pks).update(
        resolved_at=timezone.now(), outcome=Report.Outcome.KEPT
    )
