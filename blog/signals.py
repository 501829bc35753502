"""Signals that other apps can subscribe to."""

from django.dispatch import Signal

# An article has become public. Argument: ``article``. Sent once per article, inside the transaction
# that marks it as announced; use ``transaction.on_commit`` for anything that leaves the site. Not
# sent for imported and unlisted articles.
article_published = Signal()
