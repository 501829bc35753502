"""The moment at which a comment has first been published, for those who wait for it."""

from functools import partial

from django.db import transaction

from comments.models import Announcement, Comment
from comments.tasks import announce_comment


def note_publication(comment: Comment) -> None:
    """Have those who follow a comment told, once the transaction that publishes it has ended.

    One row, whoever follows. Nothing that goes wrong later comes back to whoever publishes: the
    row is found again. Must run inside that transaction, and once for each comment.
    """
    Announcement.objects.create(comment=comment)
    transaction.on_commit(partial(announce_comment.enqueue, comment.pk), robust=True)
