"""Private messages between moderators and a commenter.

The notification email contains only a link to the conversation: the address may belong to someone
else, and the message is for the commenter alone.
"""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import lock_commenter
from core.limits import DAY, Limit
from mail.outbox import Outbox
from mail.services import reserve_mail
from mail.tasks import send_at
from moderation.commenters.identity import get_email
from moderation.models import ModMail, ModMailMessage
from moderation.models.modmail import ModMailMessageQuerySet
from moderation.modmail.mails import compose_message_mail
from moderation.policies import can_message_commenters

# Limits messages to one commenter, so that moderators can't harass anyone.
MESSAGES_PER_COMMENTER = Limit(10, DAY, "written_at")
# How many replies in a row are accepted before a moderator has to write again.
MAX_CONSECUTIVE_REPLIES = 5


class NoEmailAddress(Exception):
    """The commenter has no known email address."""


class TooManyMessages(Exception):
    """The daily message limit or the limit on consecutive replies has been reached."""


class ModMailClosed(Exception):
    """The conversation has been closed, or the reply period has ended."""


def send_message(*, moderator: User, commenter: Commenter, text: str) -> ModMailMessage:
    """Send a message to a commenter, starting or reopening the conversation if necessary.

    Raises ``PermissionDenied`` if the user may not message commenters, ``NoEmailAddress`` if the
    commenter has no known address, or ``TooManyMessages`` if the daily limit has been reached.
    """
    _check_permission(moderator)
    if not get_email(commenter):
        raise NoEmailAddress
    now = timezone.now()
    with transaction.atomic():
        lock_commenter(commenter.pk)
        modmail, _ = ModMail.objects.get_or_create(commenter=commenter)
        if MESSAGES_PER_COMMENTER.is_reached(modmail.messages.exclude(author=None)):
            raise TooManyMessages
        ModMail.objects.filter(pk=modmail.pk).update(
            last_sent_at=now, unread_since=None, closed_at=None
        )
        return _create_message(modmail, text, moderator)


def reply_to_moderators(*, modmail: ModMail, text: str) -> ModMailMessage:
    """Save a commenter's reply.

    The caller must have verified the conversation's token. Raises ``ModMailClosed`` if the
    commenter can no longer reply, or ``TooManyMessages`` after too many replies in a row.
    """
    with transaction.atomic():
        lock_commenter(modmail.commenter_id)
        modmail = ModMail.objects.get(pk=modmail.pk)
        if not modmail.is_open:
            raise ModMailClosed
        latest = modmail.messages.order_by("-written_at", "-pk")[:MAX_CONSECUTIVE_REPLIES]
        if sum(message.author_id is None for message in latest) >= MAX_CONSECUTIVE_REPLIES:
            raise TooManyMessages
        ModMail.objects.filter(pk=modmail.pk, unread_since=None).update(unread_since=timezone.now())
        return _create_message(modmail, text, None)


def mark_as_read(*, moderator: User, modmail: ModMail, close: bool = False) -> None:
    """Mark the commenter's replies as read, and close the conversation if ``close`` is set.

    Raises ``PermissionDenied`` if the user may not message commenters.
    """
    _check_permission(moderator)
    ModMail.objects.filter(pk=modmail.pk).update(unread_since=None)
    if close:
        ModMail.objects.filter(pk=modmail.pk, closed_at=None).update(closed_at=timezone.now())


def _check_permission(moderator: User) -> None:
    if not can_message_commenters(moderator):
        raise PermissionDenied("Only moderators can message commenters")


def _create_message(modmail: ModMail, text: str, author: User | None) -> ModMailMessage:
    time = timezone.now()
    if author:
        # A second email to an unconfirmed address waits.
        time = reserve_mail(get_email(modmail.commenter), may_wait=True) or time
    message = ModMailMessage.objects.create(
        modmail=modmail, author=author, text=text, next_attempt_at=time
    )
    transaction.on_commit(partial(send_at, time), robust=True)
    return message


def _compose_mail(messages: Sequence[ModMailMessage]) -> EmailMultiAlternatives | None:
    (message,) = messages
    return compose_message_mail(message)


def _get_rows() -> ModMailMessageQuerySet:
    return ModMailMessage.objects.select_related("modmail__commenter__user", "author")


MODMAIL_MAILS = Outbox(_get_rows, _compose_mail)
