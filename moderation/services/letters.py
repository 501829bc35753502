"""Letters to those who were moderated: written with the decision, sent after its commit.

A statement has to reach whoever it is for, and so goes to an address that nobody has confirmed as
well. As anybody can type anybody's address, such a letter holds no word that was typed with it, and
a mailbox gets few of them.
"""

import datetime as dt
from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.addresses import has_confirmed_email
from comments.models import Commenter, MailAddress
from mail.addresses import get_mailbox
from mail.outbox import Outbox
from mail.tasks import send_due_mail
from moderation.mail import compose_letter
from moderation.models import Letter, Statement
from moderation.models.statement import LetterQuerySet
from moderation.people import address_of

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
        mailbox=get_mailbox(email),
        is_confirmed=_is_confirmed(commenter, email),
    )
    if _has_enough(letter):
        return None
    letter.save(force_insert=True)
    transaction.on_commit(send_due_mail.enqueue, robust=True)
    return letter


def _mail(letters: Sequence[Letter]) -> EmailMultiAlternatives | None:
    """Compose it, unless it would tell of what was undone before it went out."""
    (letter,) = letters
    if letter.kind == Letter.Kind.STATEMENT and hasattr(letter.statement.decision, "undone_by"):
        return None
    return compose_letter(letter)


def _rows() -> LetterQuerySet:
    return Letter.objects.select_related("statement__decision__undone_by")


LETTERS = Outbox(_rows, _mail)


def _is_confirmed(commenter: Commenter, email: str) -> bool:
    if commenter.email_confirmed_at is not None:
        return True
    if commenter.user and commenter.user.email == email and has_confirmed_email(commenter.user):
        return True
    return MailAddress.objects.filter(email=email, confirmed_at__isnull=False).exists()


def _has_enough(letter: Letter) -> bool:
    lately = Letter.objects.counted().filter(
        mailbox=letter.mailbox, written_at__gt=timezone.now() - dt.timedelta(days=1)
    )
    return lately.count() >= (MOST_A_DAY if letter.is_confirmed else MOST_UNCONFIRMED_A_DAY)
