"""Record that a comment or an article was published so that subscribers are notified.

Publishing inserts a single row, no matter how many subscribers there are. After the commit, a
background task notifies the subscribers. If that task fails, ``send_mail_queue`` does so later.
"""

from functools import partial

from django.db import transaction

from blog.models import Article
from comments.models import Announcement, Comment
from comments.subscriptions.tasks import notify_article_subscribers, notify_comment_subscribers


def announce_comment(comment: Comment) -> None:
    """Notify subscribers about a comment after the transaction commits.

    Call this once per comment, inside the transaction that publishes it.
    """
    Announcement.objects.create(comment=comment)
    transaction.on_commit(partial(notify_comment_subscribers.enqueue, comment.pk), robust=True)


def announce_article(article: Article) -> None:
    """Notify newsletter subscribers about an article. See ``announce_comment``."""
    Announcement.objects.create(article=article)
    transaction.on_commit(partial(notify_article_subscribers.enqueue, article.pk), robust=True)
