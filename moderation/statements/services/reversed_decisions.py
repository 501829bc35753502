"""Grant the appeals against decisions that have been reversed without answering the appeal."""

from django.db import transaction

from accounts.models import User
from moderation.decisions.evidence import AppealEvidence, StatusEvidence
from moderation.decisions.services.decision_rows import create_decision
from moderation.decisions.services.report_outcomes import keep_reports
from moderation.decisions.transitions import STATUS_ACTIONS
from moderation.models import Appeal, Decision, StatementMail
from moderation.statements.services.mail_queue import enqueue_statement_mail
from moderation.statements.statement_text import is_reversed

Action = Decision.Action

_REVERSALS = frozenset({Action.APPROVE, Action.RESTORE, Action.UNDO, Action.LIFT_BAN, Action.TRUST})


def grant_appeals(*, decision: Decision) -> None:
    """Grant the commenter's open appeals against decisions that this decision has reversed.

    Otherwise, an appeal would stay open although there is nothing left to decide. Nobody can grant
    their own appeal this way. Must run in the transaction that makes the decision.
    """
    if decision.action not in _REVERSALS or not (decision.actor and decision.commenter_id):
        return
    appeals = Appeal.objects.open().filter(statement__commenter=decision.commenter_id)
    for appeal in appeals.exclude(statement__commenter__user=decision.actor).with_decision():
        if is_reversed(appeal.statement):
            answer_appeal(
                appeal,
                Action.GRANT_APPEAL,
                actor=decision.actor,
                explanation=decision.explanation,
            )


def keep_reported_comment(contested: Decision) -> None:
    """Tell the reporters that the comment was kept, once a decision on their reports is reversed.

    The appeal has answered the reports, so they don't need another answer.
    """
    if contested.actor_id and contested.action in STATUS_ACTIONS:
        keep_reports(pks=StatusEvidence.from_json(contested.evidence).reports)


def answer_appeal(
    appeal: Appeal, action: Decision.Action, *, actor: User, explanation: str
) -> Decision | None:
    """Log the answer to an appeal and notify the appellant. Answers have no consequences.

    Return None and change nothing if the appeal already has an answer.
    """
    contested = appeal.statement.decision
    with transaction.atomic():
        answer = create_decision(
            action=action,
            comment=contested.comment,
            commenter=contested.commenter,
            ban=contested.ban,
            actor=actor,
            explanation=explanation,
            evidence=AppealEvidence(appeal.pk, contested.pk),
        )
        # Another moderator may have answered it since it was read.
        if not Appeal.objects.filter(pk=appeal.pk, answer=None).update(answer=answer):
            transaction.set_rollback(True)
            return None
    if action == Action.GRANT_APPEAL:
        keep_reported_comment(contested)
    enqueue_statement_mail(statement=appeal.statement, kind=StatementMail.Kind.APPEAL_ANSWER)
    return answer
