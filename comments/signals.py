"""What other rooms may hear of comments, mostly inside the transaction that it tells of."""

from django.dispatch import Signal

# A submission became a comment: ``comment``, ``verdict`` (comments.screening.Verdict).
comment_screened = Signal()

# Its author changed a comment: ``comment``, ``verdict``. On hold, the change waits as a revision.
edit_screened = Signal()

# Before a commenter's text is screened: the ``commenter`` says with it that a message was read, by
# the ``token`` that came with that (``Verdict.acknowledge``).
message_acknowledged = Signal()

# A comment changed its status: ``comment``, ``before`` (the status it had).
comment_status_changed = Signal()
