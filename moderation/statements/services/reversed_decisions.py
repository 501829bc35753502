"""Grant the appeals against decisions that have been reversed without answering the appeal."""

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
            _grant(appeal, decision)


def keep_reported_comment(contested: Decision) -> None:
    """Tell the reporters that the comment was kept, once a decision on their reports is reversed.

    The appeal has answered the reports, so they don't need another answer.
    """
    if contested.actor_id and contested.action in STATUS_ACTIONS:
        keep_reports(pks=StatusEvidence.from_json(contested.evidence).reports)


def _grant(appeal: Appeal, decision: Decision) -> None:
    contested = appeal.statement.decision
    answer = create_decision(
        action=Action.GRANT_APPEAL,
        comment=contested.comment,
        commenter=contested.commenter,
        ban=contested.ban,
        actor=decision.actor,
        explanation=decision.explanation,
        evidence=AppealEvidence(appeal.pk, contested.pk),
    )
    if Appeal.objects.filter(pk=appeal.pk, answer=None).update(answer=answer):
        keep_reported_comment(contested)
        enqueue_statement_mail(statement=appeal.statement, kind=StatementMail.Kind.APPEAL_ANSWER)
