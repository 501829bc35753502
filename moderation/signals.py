"""What the rest of moderation may hear of decisions, inside the transaction that makes them."""

from django.dispatch import Signal

# A decision was written down: ``decision``. What must wait for its commit waits by
# ``transaction.on_commit``.
decision_recorded = Signal()
