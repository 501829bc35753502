"""Signals for other apps. They are sent inside the transaction of the change, except for one."""

from django.dispatch import Signal

# A comment was screened and stored. Arguments: ``comment``, ``verdict``.
comment_screened = Signal()

# An author's edit was screened and stored, as a pending revision if it was held. Arguments:
# ``comment``, ``verdict``.
edit_screened = Signal()

# A commenter has acknowledged a message, just before a submission is screened. This one is sent
# outside the transaction. Arguments: ``commenter``, ``token`` (see ``Verdict.acknowledge``).
message_acknowledged = Signal()

# The status of a comment has changed. Arguments: ``comment``, ``before`` (the previous status).
comment_status_changed = Signal()
