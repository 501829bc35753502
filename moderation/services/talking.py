"""Messages between moderators and a commenter, who is told of them by mail.

A mail holds only the link to the page: the address may be somebody else's, and what moderators
have to say is for the commenter alone.
"""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import lock_commenter
from mail.outbox import Outbox
from mail.tasks import send_due_mail
from moderation.models import Message, Talk
from moderation.models.talk import MessageQuerySet
from moderation.people import address_of
from moderation.policies import can_talk
from moderation.talk_mail import mail_about

# In a day, to one commenter: nobody is to be pursued.
MOST_A_DAY = 10
# Answers in a row, until a moderator writes again.
MOST_ANSWERS = 5


class NoAddress(Exception):
    """Nobody knows an e-mail address of this commenter."""


class TooManyMessages(Exception):
    """So much was written that it is somebody else's turn."""


class TalkIsOver(Exception):
    """The talk was closed, or nobody has written for long."""


def write_to_commenter(*, moderator: User, commenter: Commenter, text: str) -> Message:
    """Write to a commenter, who can answer at the same place; opens a talk that was closed.

    Raises ``PermissionDenied``, ``NoAddress`` and ``TooManyMessages``.
    """
    _may(moderator)
    if not address_of(commenter):
        raise NoAddress
    now = timezone.now()
    with transaction.atomic():
        lock_commenter(commenter.pk)
        talk, _ = Talk.objects.get_or_create(commenter=commenter)
        lately = talk.messages.filter(written_at__gt=now - dt.timedelta(days=1))
        if lately.exclude(author=None).count() >= MOST_A_DAY:
            raise TooManyMessages
        Talk.objects.filter(pk=talk.pk).update(asked_at=now, waits_since=None, closed_at=None)
        return _write(talk, text, moderator)


def answer_moderators(*, talk: Talk, text: str) -> Message:
    """Take a commenter's answer. Whoever holds the link is the commenter.

    Raises ``TalkIsOver``, and ``TooManyMessages`` until a moderator has written again.
    """
    with transaction.atomic():
        lock_commenter(talk.commenter_id)
        talk = Talk.objects.get(pk=talk.pk)
        if not talk.is_open:
            raise TalkIsOver
        latest = talk.messages.order_by("-written_at", "-pk")[:MOST_ANSWERS]
        if sum(message.author_id is None for message in latest) >= MOST_ANSWERS:
            raise TooManyMessages
        waiting = Talk.objects.filter(pk=talk.pk, waits_since=None)
        waiting.update(waits_since=timezone.now())
        return _write(talk, text, None)


def settle_talk(*, moderator: User, talk: Talk, close: bool = False) -> None:
    """Say that an answer was read and nothing is to be written; with ``close``, take no further.

    Raises ``PermissionDenied``.
    """
    _may(moderator)
    Talk.objects.filter(pk=talk.pk).update(waits_since=None)
    if close:
        Talk.objects.filter(pk=talk.pk, closed_at=None).update(closed_at=timezone.now())


def _may(moderator: User) -> None:
    if not can_talk(moderator):
        raise PermissionDenied("Only moderators write to commenters")


def _write(talk: Talk, text: str, author: User | None) -> Message:
    message = Message.objects.create(talk=talk, author=author, text=text)
    transaction.on_commit(send_due_mail.enqueue, robust=True)
    return message


def _mail(messages: Sequence[Message]) -> EmailMultiAlternatives | None:
    (message,) = messages
    return mail_about(message)


def _rows() -> MessageQuerySet:
    return Message.objects.select_related("talk__commenter__user", "author")


MESSAGES = Outbox(_rows, _mail)
