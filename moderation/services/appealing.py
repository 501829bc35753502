"""Appeals: made by whoever a decision hits, answered by somebody else where there is anybody."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.services.undo import undo_decision
from moderation.models import Appeal, Decision, Letter, Statement
from moderation.policies import can_answer_appeal, can_appeal
from moderation.record.wording import is_over
from moderation.services.letters import write_letter


class NotAppealable(Exception):
    """The time for it is over, or there was an appeal before."""


class AlreadyAnswered(Exception):
    """Somebody else was faster. ``appeal`` is as it stands now."""

    def __init__(self, appeal: Appeal) -> None:
        super().__init__(f"Appeal {appeal.pk} is answered")
        self.appeal = appeal


def make_appeal(*, statement: Statement, text: str) -> Appeal:
    """Take the appeal of whoever a statement is for. Raises ``NotAppealable``.

    That it comes from them is shown by the key of the statement's address.
    """
    if not can_appeal(statement):
        raise NotAppealable
    try:
        with transaction.atomic():
            return Appeal.objects.create(statement=statement, text=text)
    except IntegrityError as again:
        raise NotAppealable from again


def refuse_appeal(*, moderator: User, appeal: Appeal, reason: str) -> Decision:
    """Let the decision stand and say why. Raises ``PermissionDenied`` and ``AlreadyAnswered``."""
    with transaction.atomic():
        appeal = _take(moderator, appeal)
        return _answer(appeal, Decision.Action.UPHOLD, moderator, reason)


def grant_appeal(*, moderator: User, appeal: Appeal, reason: str = "") -> Decision:
    """Undo the decision, unless that is done, and say so to whoever appealed.

    Raises ``PermissionDenied``, ``AlreadyAnswered``, and ``NotUndoable`` where other decisions
    stand on top of that one; nothing is changed then.
    """
    with transaction.atomic():
        appeal = _take(moderator, appeal)
        if not is_over(appeal.statement):
            decision = appeal.statement.decision
            undo_decision(moderator=moderator, decision=decision, reason=reason)
        return _answer(appeal, Decision.Action.GRANT_APPEAL, moderator, reason)


def _take(moderator: User, appeal: Appeal) -> Appeal:
    """Return the appeal, locked for whoever may answer it and is the first to do so."""
    appeal = Appeal.objects.with_decision().select_for_update(of=("self",)).get(pk=appeal.pk)
    if appeal.answer_id is not None:
        raise AlreadyAnswered(appeal)
    if not can_answer_appeal(moderator, appeal):
        raise PermissionDenied("Somebody else answers this appeal")
    return appeal


def _answer(appeal: Appeal, action: Decision.Action, moderator: User, reason: str) -> Decision:
    appealed = appeal.statement.decision
    answer = log_decision(
        action=action,
        comment=appealed.comment,
        commenter=appealed.commenter,
        ban=appealed.ban,
        actor=moderator,
        reason=reason,
        evidence={"appeal": appeal.pk, "decision": appealed.pk},
    )
    # The condition makes the second of two who answer at once start over.
    if not Appeal.objects.filter(pk=appeal.pk, answer=None).update(answer=answer):
        raise AlreadyAnswered(appeal)
    write_letter(statement=appeal.statement, kind=Letter.Kind.ANSWER)
    return answer
