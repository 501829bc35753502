"""Readers' reports: taken, gathered on the comment that they are about, and answered."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from comments.models import Comment
from comments.services.status import StaleComment, change_status
from comments.submission.reason_codes import ReasonCode
from comments.visitors.services.commenters import lock_commenter
from comments.visitors.visitor import Visitor
from moderation.models import Decision, ModerationSettings, Report
from moderation.reports import reported_by, total_weight, weigh
from moderation.services.recording import record
from moderation.signals import report_taken

# Whoever has so much to report within an hour had better write to the moderators.
REPORTS_AN_ADDRESS = 20
WITHIN = dt.timedelta(hours=1)
# The name under which reports hold a comment.
RULE = "reports"


class NotReportable(Exception):
    """The comment can't be read any more."""


class AlreadyReported(Exception):
    """This visitor has reported this comment before. ``report`` is that report."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"Report {report.pk} says so already")
        self.report = report


class TooManyReports(Exception):
    """So many reports came from this network address lately that no further one is taken."""


def report_comment(
    *,
    visitor: Visitor,
    comment: Comment,
    reason: Report.Reason,
    note: str = "",
    ip_address: str | None = None,
) -> Report:
    """Take a visitor's report of a comment, and hold the comment when enough readers have reported.

    ``visitor`` can be told from others. Raises ``NotReportable``, ``AlreadyReported`` and
    ``TooManyReports``; nothing is changed then.
    """
    with transaction.atomic():
        # Whoever reports the same comment waits here: two who press twice, or are the last two
        # that it takes to hold it, see each other's reports.
        lock_commenter(comment.commenter_id)
        comment = Comment.objects.select_related("thread", "commenter").get(pk=comment.pk)
        if not comment.is_readable:
            raise NotReportable
        _refuse_again(visitor, comment)
        _refuse_floods(ip_address)
        report = Report.objects.create(
            comment=comment,
            reason=reason,
            note=note,
            reporter=visitor.user,
            reporter_key="" if visitor.user else visitor.browser_key,
            ip_address=ip_address,
        )
        _hold_if_many(comment)
        report_taken.send(Report, report=report)
    return report


def resolve_reports(*, comment: Comment) -> int:
    """Answer all open reports of a comment whose status was just decided; return how many.

    A comment that is only held is not decided about.
    """
    outcome = _OUTCOMES.get(Comment.Status(comment.status))
    if outcome is None:
        return 0
    return (
        Report.objects.filter(comment=comment)
        .open()
        .update(resolved_at=timezone.now(), outcome=outcome)
    )


def reopen_reports(*, pks: list[int]) -> int:
    """Let reports wait again whose answer was undone; return how many."""
    return Report.objects.filter(pk__in=pks).update(resolved_at=None, outcome="")


_OUTCOMES = {
    Comment.Status.PUBLISHED: Report.Outcome.KEPT,
    Comment.Status.REMOVED: Report.Outcome.REMOVED,
    Comment.Status.REJECTED: Report.Outcome.REMOVED,
    Comment.Status.SPAM: Report.Outcome.REMOVED,
    Comment.Status.WITHDRAWN: Report.Outcome.WITHDRAWN,
}


def _refuse_again(visitor: Visitor, comment: Comment) -> None:
    if report := reported_by(visitor, comment):
        raise AlreadyReported(report)


def _refuse_floods(ip_address: str | None) -> None:
    if ip_address is None:
        return
    lately = Report.objects.filter(ip_address=ip_address, created_at__gt=timezone.now() - WITHIN)
    if lately.count() >= REPORTS_AN_ADDRESS:
        raise TooManyReports


def _hold_if_many(comment: Comment) -> None:
    """Let reports that weigh enough hold a comment until a moderator has looked."""
    enough = ModerationSettings.current().reports_to_hold
    if not enough:
        return
    reports = weigh(list(Report.objects.filter(comment=comment).open()))
    together = total_weight(reports)
    if together < enough:
        return
    try:
        held = change_status(
            comment=comment,
            to=Comment.Status.HELD,
            reason=ReasonCode.REPORTED,
            expected_version=comment.version,
        )
    except StaleComment:
        # Somebody is deciding about it at this moment, which is what reports are for.
        return
    record(
        action=Decision.Action.HOLD,
        comment=held,
        commenter=held.commenter,
        rule=RULE,
        reason=ReasonCode.REPORTED,
        before=Comment.Status.PUBLISHED,
        after=held.status,
        evidence={"reports": [report.pk for report in reports], "weight": round(together, 2)},
    )
