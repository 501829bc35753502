"""The moment at which a comment or an article has appeared, for those who wait for it."""

from functools import partial

from django.db import transaction

from blog.models import Article
from comments.models import Announcement, Comment
from comments.tasks import announce_article, announce_comment


def note_publication(comment: Comment) -> None:
    """Have those who follow a comment told, once the transaction that publishes it has ended.

    One row, whoever follows. Nothing that goes wrong later comes back to whoever publishes: the
    row is found again. Must run inside that transaction, and once for each comment.
    """
    Announcement.objects.create(comment=comment)
    transaction.on_commit(partial(announce_comment.enqueue, comment.pk), robust=True)


def note_article(article: Article) -> None:
    """Have those told who want to know of new articles; otherwise like ``note_publication``."""
    Announcement.objects.create(article=article)
    transaction.on_commit(partial(announce_article.enqueue, article.pk), robust=True)
