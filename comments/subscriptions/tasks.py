from django.tasks import task

from comments.subscriptions.services.notifications import (
    create_article_notifications,
    create_comment_notifications,
)
from mail.outbox import send_due
from mail.tasks import schedule_sending


@task()
def notify_comment_subscribers(comment_id: int) -> None:
    times = create_comment_notifications(comment_id=comment_id)
    schedule_sending(times | send_due())


@task()
def notify_article_subscribers(article_id: int) -> None:
    times = create_article_notifications(article_id=article_id)
    schedule_sending(times | send_due())
