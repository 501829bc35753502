"""Emails about statements and appeals: created with the decision, sent after the commit.

A statement must reach its addressee, so it is sent even to unconfirmed addresses. Since anyone can
enter anyone else's address, such an email contains no text written by a user, and it waits if the
address has received another email within 24 hours (``mail.services``).
"""

from collections.abc import Sequence
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.email_addresses import has_confirmed_email
from comments.models import Commenter, MailAddress
from core.limits import DAY, Limit
from mail.addresses import get_mailbox
from mail.outbox import Outbox
from mail.services import reserve_mail
from mail.tasks import send_at
from moderation.commenters.identity import get_email
from moderation.models import Statement, StatementMail
from moderation.models.statement import StatementMailQuerySet
from moderation.statements.mails import compose_statement_mail

# More than a frequently moderated commenter gets on a busy day.
MAILS_PER_MAILBOX = Limit(20, DAY, "written_at")
# One of them is sent each day.
MAILS_PER_UNCONFIRMED_MAILBOX = Limit(3, DAY, "written_at")


def enqueue_statement_mail(
    *, statement: Statement, kind: StatementMail.Kind | str
) -> StatementMail | None:
    """Create an email to a statement's addressee, to be sent after the commit.

    Returns None if no address is known or the mailbox has reached its limit. Either way,
    the statement is available at its private URL.
    """
    commenter = statement.commenter
    email = get_email(commenter)
    if not email:
        return None
    mail = StatementMail(
        statement=statement,
        kind=kind,
        email=email,
        mailbox=get_mailbox(email),
        is_confirmed=_is_confirmed(commenter, email),
    )
    if _is_limit_reached(mail):
        return None
    with transaction.atomic():
        time = reserve_mail(email, may_wait=True) or timezone.now()
        mail.next_attempt_at = time
        mail.save(force_insert=True)
        transaction.on_commit(partial(send_at, time), robust=True)
    return mail


def _compose(mails: Sequence[StatementMail]) -> EmailMultiAlternatives | None:
    """Compose the email, or return None if the decision was undone before it was sent."""
    (mail,) = mails
    if mail.kind == StatementMail.Kind.STATEMENT and hasattr(mail.statement.decision, "undone_by"):
        return None
    return compose_statement_mail(mail)


def _get_rows() -> StatementMailQuerySet:
    return StatementMail.objects.select_related("statement__decision__undone_by")


STATEMENT_MAILS = Outbox(_get_rows, _compose)


def _is_confirmed(commenter: Commenter, email: str) -> bool:
    if commenter.email_confirmed_at is not None:
        return True
    if commenter.user and commenter.user.email == email and has_confirmed_email(commenter.user):
        return True
    return MailAddress.objects.filter(email=email, confirmed_at__isnull=False).exists()


def _is_limit_reached(mail: StatementMail) -> bool:
    limit = MAILS_PER_MAILBOX if mail.is_confirmed else MAILS_PER_UNCONFIRMED_MAILBOX
    return limit.is_reached(StatementMail.objects.counted().filter(mailbox=mail.mailbox))
