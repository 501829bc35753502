"""Letters to those who were moderated: written with the decision, sent after its commit.

A statement has to reach whoever it is for, and so goes to an address that nobody has confirmed as
well. As anybody can type anybody's address, such a letter holds no word that was typed with it, and
a mailbox gets few of them.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from accounts.addresses import has_confirmed_email
from comments.mailboxes import mailbox_of
from comments.models import Commenter, MailAddress
from moderation.mail import compose_letter
from moderation.models import Letter, Statement
from moderation.people import address_of
from moderation.tasks import send_letter

logger = logging.getLogger(__name__)

# In a day: more than a busy day of somebody who is moderated a lot, and little enough that nobody's
# mailbox can be filled through us.
MOST_A_DAY = 20
MOST_UNCONFIRMED_A_DAY = 3


def write_letter(*, statement: Statement, kind: Letter.Kind | str) -> Letter | None:
    """Write a letter to whom a statement is for, to be sent once the transaction has ended.

    None is written where there is no address, or where its mailbox has had enough today; the
    statement stands at its private address all the same.
    """
    commenter = statement.commenter
    email = address_of(commenter)
    if not email:
        return None
    letter = Letter(
        statement=statement,
        kind=kind,
        email=email,
        mailbox=mailbox_of(email),
        is_confirmed=_is_confirmed(commenter, email),
    )
    if _has_enough(letter):
        return None
    letter.save(force_insert=True)
    transaction.on_commit(partial(send_letter.enqueue, letter.pk), robust=True)
    return letter


def send(*, letter_id: int) -> bool:
    """Send a letter unless it was sent; false if the mail server is down.

    Nobody is told of what was undone before the letter went out.
    """
    waiting = Letter.objects.filter(pk=letter_id, sent_at=None)
    letter = waiting.select_related("statement__decision__undone_by").first()
    if letter is None:
        return True
    if letter.kind == Letter.Kind.STATEMENT and hasattr(letter.statement.decision, "undone_by"):
        waiting.delete()
        return True
    try:
        compose_letter(letter).send()
    except (SMTPException, OSError):
        logger.warning("Letter %s was not sent", letter_id)
        return False
    waiting.update(sent_at=timezone.now())
    return True


def send_waiting() -> None:
    """Send what a worker that died has left."""
    for letter_id in _waiting():
        if not send(letter_id=letter_id):
            return


def _waiting() -> Iterable[int]:
    return Letter.objects.filter(sent_at=None).order_by("written_at").values_list("pk", flat=True)


def _is_confirmed(commenter: Commenter, email: str) -> bool:
    if commenter.email_confirmed_at is not None:
        return True
    if commenter.user and commenter.user.email == email and has_confirmed_email(commenter.user):
        return True
    return MailAddress.objects.filter(email=email, confirmed_at__isnull=False).exists()


def _has_enough(letter: Letter) -> bool:
    lately = Letter.objects.filter(
        mailbox=letter.mailbox, written_at__gt=timezone.now() - dt.timedelta(days=1)
    )
    return lately.count() >= (MOST_A_DAY if letter.is_confirmed else MOST_UNCONFIRMED_A_DAY)
