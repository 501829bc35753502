"""Receivers for the comments app's signals."""

from typing import Any

from django.dispatch import receiver

from comments.models import Comment, Commenter
from comments.signals import (
    comment_screened,
    comment_status_changed,
    edit_screened,
    message_acknowledged,
)
from comments.submission.screening import Outcome, Verdict
from moderation.cooldown.services import end_cooldown
from moderation.decisions.services.decision_log import log_verdict
from moderation.filters.akismet.check import enqueue_check
from moderation.reports.services import resolve_reports
from moderation.sanctions.services import acknowledge_warning


@receiver([comment_screened, edit_screened], dispatch_uid="moderation.log_verdict")
def _log_verdict(comment: Comment, verdict: Verdict, **kwargs: Any) -> None:
    log_verdict(comment=comment, verdict=verdict)


@receiver(comment_status_changed, dispatch_uid="moderation.resolve_reports")
def _resolve_reports(comment: Comment, **kwargs: Any) -> None:
    resolve_reports(comment=comment)


@receiver(message_acknowledged, dispatch_uid="moderation.acknowledge_warning")
def _acknowledge_warning(commenter: Commenter, token: str, **kwargs: Any) -> None:
    acknowledge_warning(commenter=commenter, token=token)


@receiver(comment_screened, dispatch_uid="moderation.end_cooldown")
def _end_cooldown(comment: Comment, **kwargs: Any) -> None:
    if comment.thread.cooldown_until and comment.thread.cooldown_until <= comment.submitted_at:
        end_cooldown(thread_id=comment.thread_id)


@receiver(comment_screened, dispatch_uid="moderation.enqueue_check")
def _check_comment(comment: Comment, **kwargs: Any) -> None:
    enqueue_check(comment=comment)


@receiver(edit_screened, dispatch_uid="moderation.enqueue_check_of_edit")
def _check_edit(comment: Comment, verdict: Verdict, **kwargs: Any) -> None:
    # A held edit is reviewed by a moderator anyway.
    if verdict.outcome is Outcome.PUBLISH:
        enqueue_check(comment=comment, edited=True)
