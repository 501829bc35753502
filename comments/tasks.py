"""What is done after the answer has gone to the reader, by a worker."""

import datetime as dt
from collections.abc import Iterable

from django.tasks import task

from comments.submission.near_duplicates.services import delete_old_minhashes
from comments.subscriptions.services import notifications
from mail import outbox


@task()
def notify_comment_subscribers(comment_id: int) -> None:
    """Tell those who follow a comment that was published."""
    moments = notifications.create_comment_notifications(comment_id=comment_id)
    _come_back(moments | outbox.send_due())


@task()
def notify_article_subscribers(article_id: int) -> None:
    """Tell those who want to know of new articles."""
    moments = notifications.create_article_notifications(article_id=article_id)
    _come_back(moments | outbox.send_due())


@task()
def send_due_mail() -> None:
    """Send what is due."""
    _come_back(outbox.send_due())


def catch_up() -> None:
    """Announce what was left over and send what is due, wherever it was broken off."""
    moments = notifications.create_pending_notifications()
    _come_back(moments | outbox.send_due())
    delete_old_minhashes()


def _come_back(moments: Iterable[dt.datetime]) -> None:
    """Have the outbox sent again then. A backend that can't wait leaves that to the command."""
    if send_due_mail.get_backend().supports_defer:
        for moment in moments:
            send_due_mail.using(run_after=moment).enqueue()
