"""Issue statements of reasons for decisions against a commenter."""

import datetime as dt

from django.conf import settings

from core.text import excerpt
from moderation.decisions.evidence import ExpiryEvidence, StatusEvidence
from moderation.decisions.transitions import FEATURE_ACTIONS, STATUS_ACTIONS
from moderation.models import Decision, Statement
from moderation.statements.services.mail_queue import enqueue_statement_mail

Action = Decision.Action

# Restrictive decisions. Holding a comment for review isn't one.
ACTIONS_WITH_STATEMENT = frozenset(
    {
        Action.REJECT, Action.SPAM, Action.REMOVE, Action.EDIT, Action.REJECT_EDIT,
        Action.WARN, Action.SUSPEND, Action.BAN, Action.PREMODERATE,
    }
)  # fmt: skip
# Automatic decisions that flag a comment or an edit.
_FLAGGING_ACTIONS = frozenset({Action.HOLD, Action.REJECT, Action.SPAM})
# Enough to recognize the comment without storing a second copy of every long one.
_EXCERPT_LENGTH = 1000
# The screener name for decisions caused by reports. Reports come from people, not from an
# automatic check.
_REPORTS_SCREENER = "reports"


def issue_statement(*, decision: Decision) -> Statement | None:
    """Create the statement of reasons for a decision and enqueue its email.

    Returns None for decisions that don't restrict anyone, or that moderators make about themselves.
    No email is sent about spam, or about automatic decisions, whose result the author already saw
    when posting. Must run in the decision's transaction.
    """
    commenter = decision.commenter
    if decision.action not in ACTIONS_WITH_STATEMENT or commenter is None or _is_own(decision):
        return None
    guideline = decision.guideline
    statement = Statement.objects.create(
        decision=decision,
        commenter=commenter,
        excerpt=excerpt(decision.comment.text, _EXCERPT_LENGTH) if decision.comment else "",
        wording=guideline.wording if guideline else "",
        is_legal=bool(guideline and guideline.is_legal),
        ends_at=_get_end(decision),
        source=Statement.Source.REPORT if _was_reported(decision) else Statement.Source.OWN,
        detected_by=_get_detecting_rule(decision),
        appeal_until=decision.decided_at + dt.timedelta(days=settings.APPEAL_DAYS),
    )
    if decision.actor and decision.action != Action.SPAM:
        enqueue_statement_mail(statement=statement, kind="statement")
    return statement


def _is_own(decision: Decision) -> bool:
    return bool(
        decision.actor_id and decision.commenter and decision.commenter.user_id == decision.actor_id
    )


def _get_end(decision: Decision) -> dt.datetime | None:
    if decision.ban:
        return decision.ban.ends_at
    if decision.action != Action.SUSPEND:
        return None
    return ExpiryEvidence.from_json(decision.evidence).until


def _was_reported(decision: Decision) -> bool:
    if not decision.actor_id:
        return decision.screener == _REPORTS_SCREENER
    return decision.action in STATUS_ACTIONS and bool(
        StatusEvidence.from_json(decision.evidence).reports
    )


def _get_detecting_rule(decision: Decision) -> str:
    """Return the screener that flagged the comment before a moderator made the decision.

    Returns an empty string if there is none, if the decision was automatic, or if a person decided
    in between. In that case, the check didn't lead to this decision.
    """
    if decision.comment is None or decision.actor is None:
        return ""
    earlier = decision.comment.decisions.filter(pk__lt=decision.pk)
    last = earlier.exclude(action__in=FEATURE_ACTIONS).order_by("-pk").first()
    if last is None or last.actor_id or last.action not in _FLAGGING_ACTIONS:
        return ""
    return "" if last.screener == _REPORTS_SCREENER else last.screener
