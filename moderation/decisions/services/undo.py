"""Undoing decisions. An undoing is a decision too, and points at what it undoes.

What a decision brought about is taken back only where it is still so: a decision on top of which
others stand is undone after those.
"""

import datetime as dt
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
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.services.trust import restore_trust
from moderation.decisions.transitions import (
    FEATURE_ACTIONS,
    SANCTION_ACTIONS,
    STATUS_ACTIONS,
    TEXT_ACTIONS,
)
from moderation.models import Ban, Decision, Guideline
from moderation.policies import can_undo
from moderation.reports.services import reopen_reports
from moderation.sanctions.services import NothingToChange, undo_sanction

Action = Decision.Action
Status = Comment.Status

# Takes back what a decision brought about, and returns what else to write down.
type Way = Callable[[User, Decision], Mapping[str, Any]]


class NotUndoable(Exception):
    """The decision can't be undone: it is undone, or what it brought about is no longer so.

    ``last`` is the decision that stands on top of it, where that is known.
    """

    def __init__(self, last: Decision | None = None) -> None:
        super().__init__("This decision can't be undone")
        self.last = last


def undo_decision(
    *, moderator: User, decision: Decision, reason: str = "", guideline: Guideline | None = None
) -> Decision:
    """Take a decision back and return the undoing, which is a decision too.

    Status, text, trust, counters and reports become what they were; what stopped at a machine is
    published. Raises ``PermissionDenied``, and ``NotUndoable``; nothing is changed then.
    """
    if not can_undo(moderator, decision):
        raise PermissionDenied("This decision is not the user’s to undo")
    with transaction.atomic():
        if decision.commenter_id:
            # Two who undo at once wait here for each other.
            lock_commenter(decision.commenter_id)
        last = Decision.objects.filter(undoes=decision.pk).select_related("actor").first()
        if last or decision.action == Action.UNDO:
            raise NotUndoable(last)
        if decision.action in SANCTION_ACTIONS:
            return _undo_measure(moderator, decision, reason)
        facts = _way_of(decision)(moderator, decision)
        return log_decision(
            action=Action.UNDO,
            actor=moderator,
            undoes=decision,
            comment=decision.comment,
            commenter=decision.commenter,
            ban=decision.ban,
            guideline=guideline,
            reason=reason,
            **facts,
        )


def _way_of(decision: Decision) -> Way:
    for actions, way in _WAYS.items():
        if decision.action in actions:
            return way
    raise NotUndoable


def _undo_measure(moderator: User, decision: Decision, reason: str) -> Decision:
    try:
        return undo_sanction(moderator=moderator, decision=decision, reason=reason)
    except NothingToChange as nothing:
        raise NotUndoable from nothing


def _status(moderator: User, decision: Decision) -> Mapping[str, Any]:
    comment = _untouched(decision, STATUS_ACTIONS)
    was = decision.evidence.get("was", {})
    try:
        change_status(
            comment=comment,
            to=_before(decision),
            reason=was.get("reason", ""),
            expected_version=comment.version,
        )
    except StaleComment as stale:
        raise NotUndoable from stale
    restore_trust(decision)
    if decision.actor_id:
        reopen_reports(pks=decision.evidence.get("reports", []))
    return {"before": decision.after, "after": _before(decision)}


def _before(decision: Decision) -> Status:
    """Return what a comment would be without the decision: a machine's is the first one."""
    if decision.before:
        return Status(decision.before)
    return Status.HELD if decision.action == Action.PUBLISH else Status.PUBLISHED


def _untouched(decision: Decision, family: frozenset[Decision.Action]) -> Comment:
    """Return the comment, if nothing of the same kind was decided about it since."""
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
    waits = family is STATUS_ACTIONS and comment.revisions.pending().exists()
    # A machine that holds a change leaves the status alone: the change is to be decided on.
    if comment.status != decision.after or (waits and not decision.before):
        raise NotUndoable
    return comment


def _featuring(moderator: User, decision: Decision) -> Mapping[str, Any]:
    comment = _untouched(decision, FEATURE_ACTIONS)
    try:
        set_featured(comment=comment, featured=decision.action == Action.UNFEATURE)
    except StaleComment as stale:
        raise NotUndoable from stale
    return {"before": comment.status, "after": comment.status}


def _text(moderator: User, decision: Decision) -> Mapping[str, Any]:
    comment = _untouched(decision, TEXT_ACTIONS)
    revision = CommentRevision.objects.select_related("comment").get(
        pk=decision.evidence["revision"]
    )
    try:
        _put_back(decision, revision, comment.version)
    except StaleComment as stale:
        raise NotUndoable from stale
    return {"before": comment.status, "after": comment.status}


def _put_back(decision: Decision, revision: CommentRevision, version: int) -> None:
    if decision.action == Action.APPROVE_EDIT:
        undo_accept_edit(accepted=revision, expected_version=version)
    elif decision.action == Action.REJECT_EDIT:
        undo_reject_edit(rejected=revision, expected_version=version)
    else:
        was = decision.evidence["was"]
        moment = was["corrected_at"]
        restore_text(
            previous=revision,
            digest=was["digest"],
            corrected_at=dt.datetime.fromisoformat(moment) if moment else None,
            expected_version=version,
        )


def _ban(moderator: User, decision: Decision) -> Mapping[str, Any]:
    standing = Ban.objects.filter(decisions=decision.pk, lifted_at=None)
    # The condition makes the second of two who lift at once a no-op.
    if not standing.update(lifted_at=timezone.now(), lifted_by=moderator):
        raise NotUndoable
    return {}


def _lifting(moderator: User, decision: Decision) -> Mapping[str, Any]:
    lifted = Ban.objects.filter(decisions=decision.pk, lifted_at__isnull=False)
    if not lifted.update(lifted_at=None, lifted_by=None):
        raise NotUndoable
    return {}


def _mode(moderator: User, decision: Decision) -> Mapping[str, Any]:
    facts = restore_comment_policy(decision=decision)
    if facts is None:
        raise NotUndoable(_later_mode(decision))
    return facts


def _later_mode(decision: Decision) -> Decision | None:
    later = Decision.objects.filter(
        thread=decision.thread_id, pk__gt=decision.pk, action=Action.CHANGE_POLICY, undone_by=None
    )
    return later.select_related("actor").order_by("-pk").first()


_WAYS: Mapping[frozenset[Decision.Action], Way] = {
    STATUS_ACTIONS: _status,
    FEATURE_ACTIONS: _featuring,
    TEXT_ACTIONS: _text,
    frozenset({Action.BAN}): _ban,
    frozenset({Action.LIFT_BAN}): _lifting,
    frozenset({Action.CHANGE_POLICY}): _mode,
}
