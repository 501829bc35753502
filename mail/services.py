"""Queue emails from senders without an outbox of their own."""

import datetime as dt
from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from core.limits import Limit, lock_events
from mail.addresses import get_mailbox
from mail.composing import Mail
from mail.models import RenderedMail
from mail.outbox import Outbox
from mail.tasks import send_due_mail

SENT_RETENTION = dt.timedelta(days=30)


def queue_mail(
    *, message: EmailMessage, kind: str, expires_at: dt.datetime | None = None
) -> RenderedMail:
    """Store a rendered email in the current transaction; a task sends it after commit.

    Args:
        message: An email with one recipient, a text body, and optionally an HTML alternative.
        kind: The kind of email, as shown in the admin, such as ``"account/email/login_code"``.
        expires_at: When the email becomes useless. It won't be sent after this time.
    """
    (recipient,) = message.to
    html = ""
    if isinstance(message, EmailMultiAlternatives) and message.alternatives:
        html = str(message.alternatives[0][0])
    with transaction.atomic():
        mail = RenderedMail.objects.create(
            kind=kind,
            recipient=recipient,
            mailbox=get_mailbox(recipient),
            sender=message.from_email,
            subject=str(message.subject),
            text=str(message.body),
            html=html,
            expires_at=expires_at,
        )
        transaction.on_commit(send_due_mail.enqueue, robust=True)
    return mail


def queue_limited_mail(
    *, message: EmailMessage, kind: str, limit: Limit, expires_at: dt.datetime | None = None
) -> RenderedMail | None:
    """Queue an email, or return None if its mailbox has reached a limit.

    Emails of all kinds count toward the limit.
    """
    (recipient,) = message.to
    mailbox = get_mailbox(recipient)
    with transaction.atomic():
        # Concurrent emails to the same mailbox wait for each other here.
        lock_events(f"mailbox:{mailbox}")
        if limit.is_reached(RenderedMail.objects.filter(mailbox=mailbox)):
            return None
        return queue_mail(message=message, kind=kind, expires_at=expires_at)


def delete_sent_mails() -> None:
    RenderedMail.objects.filter(
        next_attempt_at=None, created_at__lt=timezone.now() - SENT_RETENTION
    ).delete()


def _compose(mails: Sequence[RenderedMail]) -> EmailMessage | None:
    (stored,) = mails
    if stored.is_expired:
        return None
    mail = Mail(
        subject=stored.subject,
        body=stored.text,
        from_email=stored.sender,
        to=[stored.recipient],
        headers={"Auto-Submitted": "auto-generated"},
    )
    if stored.html:
        mail.attach_alternative(stored.html, "text/html")
    return mail


RENDERED_MAIL_OUTBOX = Outbox(
    RenderedMail.objects.all, _compose, final_values={"subject": "", "text": "", "html": ""}
)
