"""What is done after the answer has gone to the reader, by a worker."""

import datetime as dt
from collections.abc import Iterable

from django.tasks import task

from comments.services import mailing, sending
from comments.submission.near_duplicates.services import delete_old_minhashes


@task()
def announce_comment(comment_id: int) -> None:
    """Tell those who follow a comment that was published."""
    moments = mailing.announce(comment_id=comment_id)
    _come_back(moments | sending.send_due())


@task()
def announce_article(article_id: int) -> None:
    """Tell those who want to know of new articles."""
    moments = mailing.announce_article(article_id=article_id)
    _come_back(moments | sending.send_due())


@task()
def send_due_mail() -> None:
    """Send what is due."""
    _come_back(sending.send_due())


def catch_up() -> None:
    """Announce what was left over and send what is due, wherever it was broken off."""
    moments = mailing.announce_all()
    _come_back(moments | sending.send_due())
    delete_old_minhashes()


def _come_back(moments: Iterable[dt.datetime]) -> None:
    """Have the outbox sent again then. A backend that can't wait leaves that to the command."""
    if send_due_mail.get_backend().supports_defer:
        for moment in moments:
            send_due_mail.using(run_after=moment).enqueue()
