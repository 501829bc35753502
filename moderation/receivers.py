"""What moderation hears of comments, and of its own decisions."""

from typing import Any

from django.dispatch import receiver

from comments.models import Comment, Commenter
from comments.screening import Outcome, Verdict
from comments.signals import (
    comment_screened,
    comment_status_changed,
    edit_screened,
    message_acknowledged,
)
from moderation.cooldown.checks import check_cooldown, check_cooldown_after_report
from moderation.cooldown.services import end_cooldown
from moderation.filters.akismet.check import enqueue_check
from moderation.filters.akismet.feedback import enqueue_feedback
from moderation.filters.spam_training import train_on_decision
from moderation.models import Decision, Report
from moderation.sanctions.services import acknowledge_warning
from moderation.services.recording import write_down_verdict
from moderation.services.reporting import resolve_reports
from moderation.signals import decision_recorded, report_taken
from moderation.transparency.services.statements import issue_statement


@receiver([comment_screened, edit_screened], dispatch_uid="moderation.write_down_verdict")
def _write_down_verdict(comment: Comment, verdict: Verdict, **kwargs: Any) -> None:
    write_down_verdict(comment=comment, verdict=verdict)


@receiver(comment_status_changed, dispatch_uid="moderation.resolve_reports")
def _resolve_reports(comment: Comment, **kwargs: Any) -> None:
    resolve_reports(comment=comment)


@receiver(message_acknowledged, dispatch_uid="moderation.acknowledge_warning")
def _acknowledge_warning(commenter: Commenter, token: str, **kwargs: Any) -> None:
    acknowledge_warning(commenter=commenter, token=token)


@receiver(decision_recorded, dispatch_uid="moderation.state")
def _state(decision: Decision, **kwargs: Any) -> None:
    issue_statement(decision=decision)


@receiver(decision_recorded, dispatch_uid="moderation.learn_from")
def _learn_from(decision: Decision, **kwargs: Any) -> None:
    train_on_decision(decision=decision)


@receiver(report_taken, dispatch_uid="moderation.heat_of_reports")
def _feel_report(report: Report, **kwargs: Any) -> None:
    check_cooldown_after_report(report=report)


@receiver(decision_recorded, dispatch_uid="moderation.heat_of_removals")
def _feel_removal(decision: Decision, **kwargs: Any) -> None:
    check_cooldown(decision=decision)


@receiver(comment_screened, dispatch_uid="moderation.end_cool_down")
def _end_cool_down(comment: Comment, **kwargs: Any) -> None:
    if comment.thread.calm_until and comment.thread.calm_until <= comment.submitted_at:
        end_cooldown(thread_id=comment.thread_id)


@receiver(comment_screened, dispatch_uid="moderation.ask_akismet")
def _ask_akismet(comment: Comment, **kwargs: Any) -> None:
    enqueue_check(comment=comment)


@receiver(edit_screened, dispatch_uid="moderation.ask_akismet_again")
def _ask_akismet_again(comment: Comment, verdict: Verdict, **kwargs: Any) -> None:
    # A change that waits is read by a moderator anyway.
    if verdict.outcome is Outcome.PUBLISH:
        enqueue_check(comment=comment, edited=True)


@receiver(decision_recorded, dispatch_uid="moderation.tell_akismet")
def _tell_akismet(decision: Decision, **kwargs: Any) -> None:
    enqueue_feedback(decision=decision)
