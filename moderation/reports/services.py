from django.db import transaction
from django.utils import timezone

from comments.models import Comment
from comments.submission.reason_codes import ReasonCode
from comments.threads.services.status import StaleComment, change_status
from comments.visitors.services.commenters import lock_commenter
from comments.visitors.visitor import Visitor
from core.client_networks import get_first_address, get_wide_network
from core.limits import HOUR, NetworkLimit
from moderation.cooldown.checks import check_cooldown_after_report
from moderation.decisions.evidence import ReportsEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Decision, ModerationSettings, Report
from moderation.reports.reported_comments import find_report
from moderation.reports.weights import add_weights, get_total_weight

# Readers with more to report should write to the moderators.
REPORTS_PER_NETWORK = NetworkLimit(20, 40, HOUR)
# The screener name for decisions caused by reports.
SCREENER_NAME = "reports"


class NotReportable(Exception):
    """The comment is no longer public."""


class AlreadyReported(Exception):
    """This visitor has already reported this comment. ``report`` is that report."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"Already reported by report {report.pk}")
        self.report = report


class TooManyReports(Exception):
    """Too many reports were made from this network recently."""


def report_comment(
    *,
    visitor: Visitor,
    comment: Comment,
    reason: Report.Reason,
    note: str = "",
    ip_address: str | None = None,
) -> Report:
    """Store a visitor's report, and hold the comment if its reports carry enough weight.

    ``visitor`` must be identifiable. Raises ``NotReportable`` if the comment isn't public,
    ``AlreadyReported`` if the visitor has already reported it, or ``TooManyReports`` if the limit
    for the network has been reached. Nothing is changed if an exception is raised.
    """
    with transaction.atomic():
        # Serialize the reports of a comment, so that two requests see each other's reports, as
        # after a double click or when both are needed to hold the comment.
        lock_commenter(comment.commenter_id)
        comment = Comment.objects.select_related("thread", "commenter").get(pk=comment.pk)
        if not comment.is_readable:
            raise NotReportable
        if earlier := find_report(visitor, comment):
            raise AlreadyReported(earlier)
        if REPORTS_PER_NETWORK.is_reached(Report.objects.all(), ip_address):
            raise TooManyReports
        report = Report.objects.create(
            comment=comment,
            reason=reason,
            note=note,
            reporter=visitor.user,
            reporter_key="" if visitor.user else visitor.browser_key,
            ip_address=ip_address,
            network=get_first_address(get_wide_network(ip_address)),
        )
        _hold_if_many(comment)
        check_cooldown_after_report(report=report)
    return report


def resolve_reports(*, comment: Comment) -> int:
    """Resolve the open reports of a comment whose status has changed.

    Return how many there were. Reports of a held comment stay open until a moderator decides.
    """
    outcome = _OUTCOMES.get(Comment.Status(comment.status))
    if outcome is None:
        return 0
    return (
        Report.objects.filter(comment=comment)
        .open()
        .update(resolved_at=timezone.now(), outcome=outcome)
    )


_OUTCOMES = {
    Comment.Status.PUBLISHED: Report.Outcome.KEPT,
    Comment.Status.REMOVED: Report.Outcome.REMOVED,
    Comment.Status.REJECTED: Report.Outcome.REMOVED,
    Comment.Status.SPAM: Report.Outcome.REMOVED,
    Comment.Status.WITHDRAWN: Report.Outcome.WITHDRAWN,
}


def _hold_if_many(comment: Comment) -> None:
    """Hold the comment if the total weight of its independent reports reaches the limit."""
    needed = ModerationSettings.current().reports_to_hold
    if not needed:
        return
    reports = add_weights(list(Report.objects.filter(comment=comment).open()))
    weight = get_total_weight(reports)
    if weight < needed:
        return
    try:
        held = change_status(
            comment=comment,
            to=Comment.Status.HELD,
            reason_code=ReasonCode.REPORTED,
            expected_version=comment.version,
        )
    except StaleComment:
        # A moderator is deciding on the comment right now.
        return
    log_decision(
        action=Decision.Action.HOLD,
        comment=held,
        commenter=held.commenter,
        screener=SCREENER_NAME,
        reason_code=ReasonCode.REPORTED,
        before=Comment.Status.PUBLISHED,
        after=held.status,
        evidence=ReportsEvidence(tuple(report.pk for report in reports), round(weight, 2)),
    )
