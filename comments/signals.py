"""Signals for other apps. All but one are sent inside the transaction that makes the change."""

from django.dispatch import Signal

# A comment was screened and stored. Arguments: ``comment``, ``verdict``.
comment_screened = Signal()

# An author's edit was screened and stored, as a pending revision if it was held. Arguments:
# ``comment``, ``verdict``.
edit_screened = Signal()

# A commenter has acknowledged a message, just before a submission is screened. This signal is sent
# outside the transaction. Arguments: ``commenter``, ``token`` (see ``Verdict.acknowledge``).
message_acknowledged = Signal()

# The status of a comment has changed. Arguments: ``comment``, ``before`` (the previous status).
comment_status_changed = Signal()
