from typing import Any

from comments.models import Comment
from comments.submission.screening import Outcome, Verdict
from moderation.decisions.consequences import run_consequences
from moderation.decisions.evidence import Evidence, NoEvidence, ScreenerEvidence
from moderation.decisions.services.decision_rows import create_decision
from moderation.models import Decision

_ACTION_BY_OUTCOME = {
    Outcome.PUBLISH: Decision.Action.PUBLISH,
    Outcome.HOLD: Decision.Action.HOLD,
    Outcome.REJECT: Decision.Action.REJECT,
    Outcome.SPAM: Decision.Action.SPAM,
}


_NO_EVIDENCE = NoEvidence()


def log_decision(
    *, action: Decision.Action, evidence: Evidence = _NO_EVIDENCE, **fields: Any
) -> Decision:
    """Store a decision and run its consequences.

    ``fields`` are fields of ``Decision``: the object, the actor or screener, and the reasons. Must
    run in the transaction that changes the object.
    """
    decision = create_decision(action=action, evidence=evidence, **fields)
    run_consequences(decision)
    return decision


def log_verdict(*, comment: Comment, verdict: Verdict) -> Decision | None:
    """Log a screener's verdict on a submission or edit, or return None if no screener gave one."""
    if not verdict.screener:
        return None
    return log_decision(
        action=_ACTION_BY_OUTCOME[verdict.outcome],
        comment=comment,
        commenter=comment.commenter,
        screener=verdict.screener,
        reason_code=verdict.reason_code,
        after=comment.status,
        evidence=ScreenerEvidence(verdict.evidence),
    )
