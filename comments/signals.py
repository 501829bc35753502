"""What other rooms may hear of comments. Both are sent inside the transaction that they tell of."""

from django.dispatch import Signal

# A submission became a comment: ``comment``, ``verdict`` (comments.screening.Verdict).
comment_screened = Signal()

# Its author changed a comment: ``comment``, ``verdict``. On hold, the change waits as a revision.
edit_screened = Signal()

# A comment changed its status: ``comment``, ``before`` (the status it had).
comment_status_changed = Signal()
