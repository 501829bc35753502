"""What other rooms may hear of articles."""

from django.dispatch import Signal

# An article has become public: ``article``. Sent once for each, inside the transaction that notes
# it; what must wait for its commit waits by ``transaction.on_commit``. Imported articles are no
# news, and neither are unlisted ones.
article_published = Signal()
