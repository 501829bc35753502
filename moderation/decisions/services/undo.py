"""Undo decisions. An undo is itself a decision that points to the one it undoes.

Effects are reverted only if they are still in place, so decisions that depend on one another must
be undone in reverse order.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.editing.services import restore_text, undo_accept_edit, undo_reject_edit
from comments.models import Comment, CommentRevision
from comments.reactions.services import set_featured
from comments.threads.services.status import StaleComment, change_status
from comments.visitors.services.commenters import lock_commenter
from moderation.cooldown.services import restore_comment_policy
from moderation.decisions.evidence import EditEvidence, ModeratorEditEvidence, StatusEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.services.report_outcomes import reopen_reports
from moderation.decisions.services.trust import restore_trust
from moderation.decisions.transitions import (
    FEATURE_ACTIONS,
    SANCTION_ACTIONS,
    STATUS_ACTIONS,
    TEXT_ACTIONS,
)
from moderation.models import Ban, Decision, Guideline
from moderation.policies import can_undo
from moderation.sanctions.services import NothingToChange, undo_sanction

Action = Decision.Action
Status = Comment.Status

# Reverts a decision's effects and returns additional fields for the decision that logs the undo.
type Revert = Callable[[User, Decision], Mapping[str, Any]]


class NotUndoable(Exception):
    """The decision has already been undone, or its effects are no longer in place.

    ``last`` is the later decision that prevents the undo, if known.
    """

    def __init__(self, last: Decision | None = None) -> None:
        super().__init__("This decision can't be undone")
        self.last = last


def undo_decision(
    *,
    moderator: User,
    decision: Decision,
    explanation: str = "",
    guideline: Guideline | None = None,
) -> Decision:
    """Undo a decision and return the new decision that logs the undo.

    Restores the status, text, trust, counters, and reports; a comment stopped by a screener is
    published. Raises ``PermissionDenied`` if the user may not undo the decision, or ``NotUndoable``
    if it has already been undone or its effects are no longer in place; nothing changes then.
    """
    if not can_undo(moderator, decision):
        raise PermissionDenied("The user may not undo this decision")
    with transaction.atomic():
        if decision.commenter_id:
            # Serializes concurrent undos.
            lock_commenter(decision.commenter_id)
        last = Decision.objects.filter(undoes=decision.pk).select_related("actor").first()
        if last or decision.action == Action.UNDO:
            raise NotUndoable(last)
        if decision.action in SANCTION_ACTIONS:
            return _undo_sanction(moderator, decision, explanation)
        fields = _get_revert(decision)(moderator, decision)
        return log_decision(
            action=Action.UNDO,
            actor=moderator,
            undoes=decision,
            comment=decision.comment,
            commenter=decision.commenter,
            ban=decision.ban,
            guideline=guideline,
            explanation=explanation,
            **fields,
        )


def _get_revert(decision: Decision) -> Revert:
    for actions, revert in _REVERTS.items():
        if decision.action in actions:
            return revert
    raise NotUndoable


def _undo_sanction(moderator: User, decision: Decision, explanation: str) -> Decision:
    try:
        return undo_sanction(moderator=moderator, decision=decision, explanation=explanation)
    except NothingToChange as error:
        raise NotUndoable from error


def _revert_status(moderator: User, decision: Decision) -> Mapping[str, Any]:
    comment = _get_unchanged_comment(decision, STATUS_ACTIONS)
    evidence = StatusEvidence.from_json(decision.evidence)
    before = _get_status_before(decision)
    try:
        change_status(
            comment=comment,
            to=before,
            reason_code=evidence.previous_reason_code,
            expected_version=comment.version,
        )
    except StaleComment as stale:
        raise NotUndoable from stale
    restore_trust(decision)
    if decision.actor_id:
        reopen_reports(pks=evidence.reports)
    return {"before": decision.after, "after": before}


def _get_status_before(decision: Decision) -> Status:
    """Return the status that the comment would have without the decision.

    A new comment has no status before a screener's verdict. Without the verdict, a published
    comment would be held, and any other comment would be published.
    """
    if decision.before:
        return Status(decision.before)
    return Status.HELD if decision.action == Action.PUBLISH else Status.PUBLISHED


def _get_unchanged_comment(decision: Decision, family: frozenset[Decision.Action]) -> Comment:
    """Return a decision's comment, or raise ``NotUndoable`` if it has changed since.

    Of the later decisions, only those with an action in ``family`` count.
    """
    if decision.comment_id is None:
        raise NotUndoable
    later = Decision.objects.filter(
        comment=decision.comment_id, pk__gt=decision.pk, action__in=family, undone_by=None
    )
    if last := later.select_related("actor").order_by("-pk").first():
        raise NotUndoable(last)
    comment = Comment.objects.select_related("thread__article", "commenter").get(
        pk=decision.comment_id
    )
    has_pending_edit = family is STATUS_ACTIONS and comment.revisions.pending().exists()
    # A screener that holds an edit doesn't change the status, so there is nothing to undo until a
    # moderator has decided on the edit.
    if comment.status != decision.after or (has_pending_edit and not decision.before):
        raise NotUndoable
    return comment


def _revert_featuring(moderator: User, decision: Decision) -> Mapping[str, Any]:
    comment = _get_unchanged_comment(decision, FEATURE_ACTIONS)
    try:
        set_featured(comment=comment, featured=decision.action == Action.UNFEATURE)
    except StaleComment as stale:
        raise NotUndoable from stale
    return {"before": comment.status, "after": comment.status}


def _revert_text(moderator: User, decision: Decision) -> Mapping[str, Any]:
    comment = _get_unchanged_comment(decision, TEXT_ACTIONS)
    try:
        _restore_text(decision, comment.version)
    except StaleComment as stale:
        raise NotUndoable from stale
    return {"before": comment.status, "after": comment.status}


def _restore_text(decision: Decision, version: int) -> None:
    evidence = EditEvidence.from_json(decision.evidence)
    revision = CommentRevision.objects.select_related("comment").get(pk=evidence.revision)
    if decision.action == Action.APPROVE_EDIT:
        undo_accept_edit(accepted=revision, expected_version=version)
    elif decision.action == Action.REJECT_EDIT:
        undo_reject_edit(rejected=revision, expected_version=version)
    else:
        moderator_edit = ModeratorEditEvidence.from_json(decision.evidence)
        restore_text(
            previous=revision,
            digest=moderator_edit.digest,
            moderator_edited_at=moderator_edit.previous_moderator_edit,
            expected_version=version,
        )


def _revert_ban(moderator: User, decision: Decision) -> Mapping[str, Any]:
    ban = Ban.objects.filter(decisions=decision.pk, lifted_at=None)
    # The condition makes the second of two concurrent undos a no-op.
    if not ban.update(lifted_at=timezone.now(), lifted_by=moderator):
        raise NotUndoable
    return {}


def _revert_lifting(moderator: User, decision: Decision) -> Mapping[str, Any]:
    ban = Ban.objects.filter(decisions=decision.pk, lifted_at__isnull=False)
    if not ban.update(lifted_at=None, lifted_by=None):
        raise NotUndoable
    return {}


def _revert_policy(moderator: User, decision: Decision) -> Mapping[str, Any]:
    fields = restore_comment_policy(decision=decision)
    if fields is None:
        raise NotUndoable(_get_later_policy_change(decision))
    return fields


def _get_later_policy_change(decision: Decision) -> Decision | None:
    later = Decision.objects.filter(
        thread=decision.thread_id, pk__gt=decision.pk, action=Action.CHANGE_POLICY, undone_by=None
    )
    return later.select_related("actor").order_by("-pk").first()


_REVERTS: Mapping[frozenset[Decision.Action], Revert] = {
    STATUS_ACTIONS: _revert_status,
    FEATURE_ACTIONS: _revert_featuring,
    TEXT_ACTIONS: _revert_text,
    frozenset({Action.BAN}): _revert_ban,
    frozenset({Action.LIFT_BAN}): _revert_lifting,
    frozenset({Action.CHANGE_POLICY}): _revert_policy,
}
