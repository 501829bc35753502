"""Submit appeals, and grant or reject them."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from moderation.decisions.services.undo import undo_decision
from moderation.models import Appeal, Decision, Statement
from moderation.policies import can_answer_appeal, can_appeal
from moderation.statements.services.reversed_decisions import answer_appeal
from moderation.statements.statement_text import is_reversed


class NotAppealable(Exception):
    """The deadline has passed, the decision was undone, or an appeal already exists."""


class AlreadyAnswered(Exception):
    """Another moderator has already answered the appeal. ``appeal`` includes the answer."""

    def __init__(self, appeal: Appeal) -> None:
        super().__init__(f"Appeal {appeal.pk} is already answered")
        self.appeal = appeal


def submit_appeal(*, statement: Statement, text: str) -> Appeal:
    """Save a commenter's appeal against a decision.

    The caller must have verified the statement's key, which proves that the commenter is appealing.
    Raises ``NotAppealable`` if the deadline has passed, the decision has been undone, or there
    already is an appeal.
    """
    if not can_appeal(statement):
        raise NotAppealable
    try:
        with transaction.atomic():
            return Appeal.objects.create(statement=statement, text=text)
    except IntegrityError as error:
        raise NotAppealable from error


def reject_appeal(*, moderator: User, appeal: Appeal, explanation: str) -> Decision:
    """Reject an appeal.

    The contested decision remains in effect. Raises ``PermissionDenied`` if the moderator may not
    answer the appeal, or ``AlreadyAnswered`` if it has an answer.
    """
    with transaction.atomic():
        appeal = _lock(moderator, appeal)
        return _answer(appeal, Decision.Action.REJECT_APPEAL, moderator, explanation)


def grant_appeal(*, moderator: User, appeal: Appeal, explanation: str = "") -> Decision:
    """Grant an appeal: undo the decision unless it has already been undone; notify the appellant.

    Raises ``PermissionDenied`` if the moderator may not answer the appeal, ``AlreadyAnswered`` if
    it has an answer, or ``NotUndoable`` if later decisions depend on the contested one. Nothing
    changes if an exception is raised.
    """
    with transaction.atomic():
        appeal = _lock(moderator, appeal)
        decision = appeal.statement.decision
        if not is_reversed(appeal.statement):
            # This grants the appeal, too.
            undo_decision(moderator=moderator, decision=decision, explanation=explanation)
            return Decision.objects.get(answers=appeal.pk)
        return _answer(appeal, Decision.Action.GRANT_APPEAL, moderator, explanation)


def _lock(moderator: User, appeal: Appeal) -> Appeal:
    """Lock and reload an open appeal, and check the moderator's permission."""
    appeal = Appeal.objects.with_decision().select_for_update(of=("self",)).get(pk=appeal.pk)
    if appeal.answer_id is not None:
        raise AlreadyAnswered(appeal)
    if not can_answer_appeal(moderator, appeal):
        raise PermissionDenied("Another moderator has to decide this appeal")
    return appeal


def _answer(appeal: Appeal, action: Decision.Action, moderator: User, explanation: str) -> Decision:
    answer = answer_appeal(appeal, action, actor=moderator, explanation=explanation)
    if answer is None:
        raise AlreadyAnswered(appeal)
    return answer
