"""Where decisions are written down: the only place that makes rows of ``Decision``."""

from typing import Any

from comments.models import Comment
from comments.submission.screening import Outcome, Verdict
from moderation.models import Decision
from moderation.signals import decision_recorded

_MACHINE_ACTION = {
    Outcome.PUBLISH: Decision.Action.PUBLISH,
    Outcome.HOLD: Decision.Action.HOLD,
    Outcome.REJECT: Decision.Action.REJECT,
    Outcome.SPAM: Decision.Action.SPAM,
}


def record(*, action: Decision.Action, **facts: Any) -> Decision:
    """Write a decision down and tell those who learn from it, in the transaction of what it tells.

    ``facts`` are fields of ``Decision``: what it is about, who decided (``actor`` or ``rule``), and
    why. Must run inside the transaction that changes what the decision is about.
    """
    decision = Decision.objects.create(action=action, **facts)
    decision_recorded.send(Decision, decision=decision)
    return decision


def write_down_verdict(*, comment: Comment, verdict: Verdict) -> Decision | None:
    """Write down what a screener decided about a submission, under the screener's name.

    A comment that no screener stopped was decided by nobody, and nothing is written.
    """
    if not verdict.screener:
        return None
    return record(
        action=_MACHINE_ACTION[verdict.outcome],
        comment=comment,
        commenter=comment.commenter,
        rule=verdict.screener,
        reason=verdict.reason,
        after=comment.status,
        evidence=dict(verdict.evidence),
    )
