"""Report moderators' decisions to Akismet in the background.

This module must not import the decision log, whose consequences call ``enqueue_feedback``.
"""

import logging
from functools import partial

from django.conf import settings
from django.db import transaction
from django.tasks import task

from comments.models import Comment
from moderation.filters.akismet import client
from moderation.filters.akismet.retries import get_retry
from moderation.models import Decision

logger = logging.getLogger(__name__)


def enqueue_feedback(*, decision: Decision) -> None:
    """Report a moderator's decision on commit, if it indicates whether a comment is spam.

    Must run in the decision's transaction.
    """
    comment = decision.comment
    if not (settings.AKISMET_KEY and decision.actor_id and comment and comment.ip_address):
        return
    is_spam = _get_label(decision)
    if is_spam is not None:
        send = partial(send_akismet_feedback.enqueue, comment.pk, is_spam=is_spam)
        transaction.on_commit(send)


@task
def send_akismet_feedback(comment_id: int, *, is_spam: bool, attempt: int = 0) -> None:
    """Send feedback; try again later if Akismet doesn't accept it."""
    if send_feedback(comment_id=comment_id, is_spam=is_spam):
        return
    if retry := get_retry(send_akismet_feedback, attempt):
        retry.enqueue(comment_id, is_spam=is_spam, attempt=attempt + 1)


def send_feedback(*, comment_id: int, is_spam: bool) -> bool:
    """Send feedback on a comment. Returns False if that failed and should be retried."""
    comment = client.get_comment(comment_id)
    if comment is None:
        return True
    try:
        client.submit_feedback(comment, is_spam=is_spam)
    except client.AkismetFailed as error:
        logger.warning("Akismet feedback about comment %s failed: %s", comment_id, error)
        return False
    return True


def _get_label(decision: Decision) -> bool | None:
    """Return whether a decision means that its comment is spam, or None to report nothing."""
    if decision.before == decision.after:
        return None
    if decision.after == Comment.Status.SPAM:
        return True
    if decision.after != Comment.Status.PUBLISHED:
        return None
    was_spam = decision.before == Comment.Status.SPAM
    by_akismet = Decision.objects.filter(comment=decision.comment, screener=client.SCREENER_NAME)
    return False if was_spam or by_akismet.exists() else None
