"""Stores decisions. ``decision_log`` builds on this module and also runs the consequences."""

from typing import Any

from moderation.decisions.evidence import Evidence, NoEvidence
from moderation.models import Decision

_NO_EVIDENCE = NoEvidence()


def create_decision(
    *, action: Decision.Action, evidence: Evidence = _NO_EVIDENCE, **fields: Any
) -> Decision:
    """Store a decision without running its consequences.

    Use this only for decisions without consequences: answers to appeals, and decisions that are
    themselves consequences, such as an automatic cool-down. All other code calls
    ``decision_log.log_decision``. Must run in the transaction that changes the object.
    """
    return Decision.objects.create(action=action, evidence=evidence.to_json(), **fields)
