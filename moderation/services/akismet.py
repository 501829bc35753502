"""What Akismet says of comments, and what it is told of them.

It is asked by a worker, after the comment was taken; its answer is a machine's decision under its
name. A moderator who was faster is right: the answer is dropped then.
"""

import logging
from functools import partial

from django.conf import settings
from django.db import transaction

from comments.models import Comment
from comments.services.status import StaleComment, change_status
from comments.submission.reason_codes import ReasonCode
from moderation import akismet, tasks
from moderation.models import Decision
from moderation.screeners.names import is_of_the_house
from moderation.services.recording import record

logger = logging.getLogger(__name__)

RULE = "akismet"
_WAITS, _SHOWN = Comment.Status.HELD, Comment.Status.PUBLISHED


def ask_later(*, comment: Comment, edited: bool = False) -> None:
    """Have Akismet asked about a comment once it is stored; those it can't judge are left out.

    Costs nothing where the site has no key. Must run inside the transaction of the comment.
    """
    asked = settings.AKISMET_KEY and comment.ip_address and comment.status in {_WAITS, _SHOWN}
    if asked and not is_of_the_house(comment.commenter):
        ask = partial(tasks.ask_akismet.enqueue, comment.pk, comment.version, edited=edited)
        transaction.on_commit(ask)


def ask(*, comment_id: int, version: int, edited: bool = False) -> bool:
    """Ask about a comment as it was in a version, and act on the answer.

    What Akismet calls spam is held; a comment that waits already, or that is blatant, is marked as
    spam. Returns whether there was an answer, or is nothing to ask about any more.
    """
    comment = _comment(comment_id)
    if comment is None or comment.version != version or comment.status not in {_WAITS, _SHOWN}:
        return True
    try:
        opinion = akismet.ask(comment, edited=edited)
    except akismet.AkismetFailed as error:
        logger.warning("Akismet gave no answer about comment %s: %s", comment_id, error)
        return False
    if opinion.is_spam:
        _decide(comment, version, opinion)
    return True


def tell_later(*, decision: Decision) -> None:
    """Have Akismet told where a person decided that something is spam, or that it was none.

    Must run inside the transaction of the decision.
    """
    comment = decision.comment
    if not (settings.AKISMET_KEY and decision.actor_id and comment and comment.ip_address):
        return
    is_spam = _taught(decision)
    if is_spam is not None:
        transaction.on_commit(partial(tasks.tell_akismet.enqueue, comment.pk, is_spam=is_spam))


def tell(*, comment_id: int, is_spam: bool) -> bool:
    """Tell Akismet what a comment was. Returns whether it heard, or there is nothing to tell."""
    comment = _comment(comment_id)
    if comment is None:
        return True
    try:
        akismet.tell(comment, is_spam=is_spam)
    except akismet.AkismetFailed as error:
        logger.warning("Akismet could not be told of comment %s: %s", comment_id, error)
        return False
    return True


def _comment(comment_id: int) -> Comment | None:
    rows = Comment.objects.with_article().select_related("commenter__user")
    return rows.filter(pk=comment_id).first()


def _decide(comment: Comment, version: int, opinion: akismet.Opinion) -> None:
    before = Comment.Status(comment.status)
    is_spam = opinion.is_blatant or before == _WAITS
    after = Comment.Status.SPAM if is_spam else Comment.Status.HELD
    with transaction.atomic():
        try:
            decided = change_status(
                comment=comment, to=after, reason=ReasonCode.AKISMET, expected_version=version
            )
        except StaleComment:
            return
        record(
            action=Decision.Action.SPAM if is_spam else Decision.Action.HOLD,
            comment=decided,
            commenter=decided.commenter,
            rule=RULE,
            reason=ReasonCode.AKISMET,
            before=before,
            after=after,
            evidence={"blatant": opinion.is_blatant},
        )


def _taught(decision: Decision) -> bool | None:
    """Return whether the decision says that a comment is spam; nothing where it says neither."""
    if decision.before == decision.after:
        return None
    if decision.after == Comment.Status.SPAM:
        return True
    if decision.after != Comment.Status.PUBLISHED:
        return None
    was_spam = decision.before == Comment.Status.SPAM
    ours = Decision.objects.filter(comment=decision.comment, rule=RULE)
    return False if was_spam or ours.exists() else None
