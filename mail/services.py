"""Queue emails from senders without an outbox, and limit emails to unconfirmed addresses.

An address that its owner has never confirmed gets one email in 24 hours: someone may have entered
a stranger's address to annoy them. All emails count together, whatever their kind, and all
addresses of a mailbox count as one (``mail.addresses``).
"""

import datetime as dt
from collections.abc import Callable, Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.limits import DAY, lock_events
from mail.addresses import get_mailbox
from mail.composing import Mail
from mail.models import RenderedMail, StrangerMail
from mail.outbox import Outbox
from mail.tasks import send_due_mail

SENT_RETENTION = dt.timedelta(days=30)
# Between two emails to an unconfirmed address.
STRANGER_MAIL_PERIOD = DAY

_checks: list[Callable[[str], bool]] = []


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
    *, message: EmailMessage, kind: str, expires_at: dt.datetime | None = None
) -> RenderedMail | None:
    """Queue an email, unless its address is unconfirmed and has reached its limit."""
    (recipient,) = message.to
    with transaction.atomic():
        if not reserve_mail(recipient):
            return None
        return queue_mail(message=message, kind=kind, expires_at=expires_at)


def register_confirmation_checks(*functions: Callable[[str], bool]) -> None:
    """Register functions that check whether an address has been confirmed.

    Call this from ``AppConfig.ready()``.
    """
    _checks.extend(functions)


def is_confirmed(email: str) -> bool:
    """Check whether the owner of an address has ever confirmed it, in any way."""
    return any(check(email) for check in _checks)


def reserve_mail(email: str, *, may_wait: bool = False) -> dt.datetime | None:
    """Return the time at which an email may be sent to an address, and count that email.

    For a confirmed address, the time is now. Return None if an unconfirmed address has reached its
    limit, unless the email may wait until another one is allowed. Call this in the transaction that
    stores the email.
    """
    now = timezone.now()
    if is_confirmed(email):
        return now
    mailbox = get_mailbox(email)
    with transaction.atomic():
        # Concurrent emails to the same mailbox wait for each other here.
        lock_events(f"mailbox:{mailbox}")
        StrangerMail.objects.filter(send_at__lte=now - STRANGER_MAIL_PERIOD).delete()
        latest = StrangerMail.objects.filter(mailbox=mailbox).aggregate(time=Max("send_at"))["time"]
        if latest and not may_wait:
            return None
        send_at = max(now, latest + STRANGER_MAIL_PERIOD) if latest else now
        StrangerMail.objects.create(mailbox=mailbox, send_at=send_at)
    return send_at


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
