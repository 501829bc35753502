"""Check new and edited comments with Akismet in the background.

If Akismet reports spam, an automatic decision is made, unless the comment has changed in the
meantime.
"""

import logging
from functools import partial

from django.conf import settings
from django.db import transaction
from django.tasks import task

from comments.models import Comment
from comments.submission.reason_codes import ReasonCode
from comments.threads.services.status import StaleComment, change_status
from moderation.decisions.evidence import ScreenerEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.filters.akismet import client
from moderation.filters.akismet.retries import get_retry
from moderation.filters.screeners.impersonation import is_staff_commenter
from moderation.models import Decision

logger = logging.getLogger(__name__)

_HELD, _PUBLISHED = Comment.Status.HELD, Comment.Status.PUBLISHED


def enqueue_check(*, comment: Comment, edited: bool = False) -> None:
    """Enqueue a check of a comment once its transaction is committed.

    Does nothing if the site has no Akismet key, if the author is a staff member, or if the comment
    has no IP address, which Akismet requires. Must run in the transaction that stores the comment.
    """
    is_checked = (
        settings.AKISMET_KEY and comment.ip_address and comment.status in {_HELD, _PUBLISHED}
    )
    if is_checked and not is_staff_commenter(comment.commenter):
        check = partial(check_with_akismet.enqueue, comment.pk, comment.version, edited=edited)
        transaction.on_commit(check)


@task
def check_with_akismet(
    comment_id: int, version: int, *, edited: bool = False, attempt: int = 0
) -> None:
    """Check a comment; try again later if Akismet doesn't respond."""
    if run_check(comment_id=comment_id, version=version, edited=edited):
        return
    if retry := get_retry(check_with_akismet, attempt):
        retry.enqueue(comment_id, version, edited=edited, attempt=attempt + 1)


def run_check(*, comment_id: int, version: int, edited: bool = False) -> bool:
    """Check a comment and apply the result, unless the comment has changed since ``version``.

    Published spam is held. Blatant spam and spam that is already held are marked as spam. Returns
    False if the check failed and should be retried.
    """
    comment = client.get_comment(comment_id)
    if comment is None or comment.version != version or comment.status not in {_HELD, _PUBLISHED}:
        return True
    try:
        result = client.check_comment(comment, edited=edited)
    except client.AkismetFailed as error:
        logger.warning("Akismet check of comment %s failed: %s", comment_id, error)
        return False
    if result.is_spam:
        _apply(comment, version, result)
    return True


def _apply(comment: Comment, version: int, result: client.AkismetResult) -> None:
    before = Comment.Status(comment.status)
    is_spam = result.is_blatant or before == _HELD
    after = Comment.Status.SPAM if is_spam else Comment.Status.HELD
    with transaction.atomic():
        try:
            decided = change_status(
                comment=comment, to=after, reason_code=ReasonCode.AKISMET, expected_version=version
            )
        except StaleComment:
            return
        log_decision(
            action=Decision.Action.SPAM if is_spam else Decision.Action.HOLD,
            comment=decided,
            commenter=decided.commenter,
            screener=client.SCREENER_NAME,
            reason_code=ReasonCode.AKISMET,
            before=before,
            after=after,
            evidence=ScreenerEvidence({"blatant": result.is_blatant}),
        )
