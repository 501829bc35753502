from typing import Any

from moderation.models import Decision


def create_decision(*, action: Decision.Action, **fields: Any) -> Decision:
    """Store a decision without its consequences.

    For decisions that are themselves consequences, such as an automatic cool-down: consequences
    never cascade. Everything else calls ``decision_log.log_decision``. Must run in the transaction
    that changes the object.
    """
    return Decision.objects.create(action=action, **fields)
