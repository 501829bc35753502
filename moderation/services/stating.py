"""Statements: the reasons that are given to those whom a decision hits."""

import datetime as dt

from django.conf import settings

from core.text import excerpt
from moderation.models import Decision, Statement
from moderation.services.letters import write_letter

Action = Decision.Action

# What is decided against somebody. A comment that only waits for a moderator is not decided about.
TOLD = frozenset(
    {
        Action.REJECT, Action.SPAM, Action.REMOVE, Action.EDIT, Action.REJECT_EDIT,
        Action.WARN, Action.MUTE, Action.BAN, Action.HOLD_ALL,
    }
)  # fmt: skip
# Enough to know which comment it was, and not a second copy of every long one.
_PASSAGE = 1000
# The rule under which readers' reports hold a comment: those who look are people.
_REPORTS = "reports"


def state(*, decision: Decision) -> Statement | None:
    """Write the statement of a decision and the letter with it, if the decision hits somebody.

    Whoever decides about a comment of their own needs no reasons. Nobody is written to about what
    a machine decided, since the answer to what they sent has told them, nor about spam. Must run
    inside the transaction of the decision.
    """
    commenter = decision.commenter
    if decision.action not in TOLD or commenter is None or _is_own(decision):
        return None
    statement = Statement.objects.create(
        decision=decision,
        commenter=commenter,
        passage=excerpt(decision.comment.text, _PASSAGE) if decision.comment else "",
        wording=decision.ground.wording if decision.ground else "",
        is_legal=bool(decision.ground and decision.ground.is_legal),
        ends_at=_end_of(decision),
        source=Statement.Source.REPORT if _reports(decision) else Statement.Source.OWN,
        found_by_rule=_found_by(decision),
        appeal_until=decision.decided_at + dt.timedelta(days=settings.APPEAL_DAYS),
    )
    if decision.actor and decision.action != Action.SPAM:
        write_letter(statement=statement, kind="statement")
    return statement


def _is_own(decision: Decision) -> bool:
    return bool(
        decision.actor_id and decision.commenter and decision.commenter.user_id == decision.actor_id
    )


def _end_of(decision: Decision) -> dt.datetime | None:
    if decision.ban:
        return decision.ban.ends_at
    until = decision.evidence.get("until")
    return dt.datetime.fromisoformat(until) if until else None


def _reports(decision: Decision) -> bool:
    return bool(decision.evidence.get("reports")) or decision.rule == _REPORTS


def _found_by(decision: Decision) -> str:
    """Return the rule that made somebody look at the comment, if a person then decided."""
    if decision.comment is None or decision.actor is None:
        return ""
    held = decision.comment.decisions.filter(actor=None).exclude(rule=_REPORTS)
    return held.values_list("rule", flat=True).first() or ""
