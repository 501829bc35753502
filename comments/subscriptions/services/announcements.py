"""Records that a comment or an article was published, so that subscribers are notified.

Publishing costs one row, however many subscribers there are. If the task fails, the row is found
again by ``send_mail_queue``.
"""

from functools import partial

from django.db import transaction

from blog.models import Article
from comments.models import Announcement, Comment
from comments.subscriptions.tasks import notify_article_subscribers, notify_comment_subscribers


def announce_comment(comment: Comment) -> None:
    """Notify subscribers of a comment after the commit.

    Call once per comment, inside the transaction that publishes it.
    """
    Announcement.objects.create(comment=comment)
    transaction.on_commit(partial(notify_comment_subscribers.enqueue, comment.pk), robust=True)


def announce_article(article: Article) -> None:
    """Notify newsletter subscribers of an article after the commit. See ``announce_comment``."""
    Announcement.objects.create(article=article)
    transaction.on_commit(partial(notify_article_subscribers.enqueue, article.pk), robust=True)
