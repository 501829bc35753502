"""What the rest of moderation may hear of decisions and reports, inside their transactions."""

from django.dispatch import Signal

# A decision was written down: ``decision``. What must wait for its commit waits by
# ``transaction.on_commit``.
decision_recorded = Signal()

# A reader's report was taken: ``report``.
report_taken = Signal()
