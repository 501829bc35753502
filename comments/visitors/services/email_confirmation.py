"""Confirm guests' email addresses with an emailed link."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from comments.models import Commenter, Confirmation
from comments.visitors.mails import read_token
from comments.visitors.services.commenters import lock_commenter
from comments.visitors.services.name_ownership import confirm_commenters
from core.client_networks import get_first_address, get_network
from core.limits import DAY, HOUR, MINUTE, Limit, NetworkLimit
from mail.addresses import get_mailbox
from mail.services import reserve_mail
from mail.tasks import send_due_mail

# Emails to one mailbox, from all networks combined. Unconfirmed addresses get fewer
# (``mail.services``).
MAILBOX_LIMITS = (Limit(1, 5 * MINUTE, "requested_at"), Limit(3, DAY, "requested_at"))
# Emails requested from one network. A household doesn't need more.
NETWORK_LIMIT = NetworkLimit(10, 20, HOUR, "requested_at", "network")
# Older rows aren't needed, and they contain email addresses.
_RETENTION = dt.timedelta(days=30)


class LinkStatus(StrEnum):
    VALID = "valid"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ConfirmationLink:
    """The status of a confirmation link and, if valid, the commenters with its email address."""

    status: LinkStatus
    commenters: list[Commenter] = field(default_factory=list)


def request_confirmation(*, email: str, ip_address: str | None = None) -> bool:
    """Send a confirmation link to an address. Return whether an email was sent.

    No email is sent if nobody has commented with this address, or if a limit has been reached.
    Don't show the result to the visitor, because it would reveal who comments here.
    """
    email = email.lower()
    now = timezone.now()
    with transaction.atomic():
        commenter = Commenter.objects.filter(email=email).order_by("pk").first() if email else None
        if commenter is None:
            return False
        # This serializes concurrent requests, so that each one counts the other's row.
        lock_commenter(commenter.pk)
        Confirmation.objects.filter(requested_at__lt=now - _RETENTION).delete()
        confirmation = Confirmation(
            email=email,
            mailbox=get_mailbox(email),
            network=get_first_address(get_network(ip_address)),
            language=get_language() or settings.LANGUAGE_CODE,
            requested_at=now,
        )
        if _is_limited(confirmation) or not reserve_mail(email):
            return False
        confirmation.save(force_insert=True)
        transaction.on_commit(send_due_mail.enqueue, robust=True)
    return True


def is_guest_confirmed(email: str) -> bool:
    """Check whether a guest has confirmed the address."""
    return _get_commenters(email.lower()).exclude(email_confirmed_at=None).exists()


def inspect_link(token: str) -> ConfirmationLink:
    """Return the status of a link without using it."""
    confirmation = _find(token)
    status = _get_status(confirmation)
    if confirmation is None or status is not LinkStatus.VALID:
        return ConfirmationLink(status)
    return ConfirmationLink(status, list(_get_commenters(confirmation.email)))


def redeem_link(token: str) -> ConfirmationLink:
    """Redeem a confirmation link.

    Confirms all commenters with the email address that received the link, and reserves their
    names. A link can be used only once. Of two concurrent uses, the second gets
    ``LinkStatus.USED``.
    """
    with transaction.atomic():
        confirmation = _find(token)
        status = _get_status(confirmation)
        if confirmation is None or status is not LinkStatus.VALID:
            return ConfirmationLink(status)
        unused = Confirmation.objects.filter(pk=confirmation.pk, used_at=None)
        if not unused.update(used_at=timezone.now()):
            return ConfirmationLink(LinkStatus.USED)
        confirm_commenters(_get_commenters(confirmation.email))
        return ConfirmationLink(LinkStatus.VALID, list(_get_commenters(confirmation.email)))


def _is_limited(confirmation: Confirmation) -> bool:
    same_mailbox = Confirmation.objects.filter(mailbox=confirmation.mailbox)
    if any(limit.is_reached(same_mailbox) for limit in MAILBOX_LIMITS):
        return True
    return NETWORK_LIMIT.is_reached(Confirmation.objects.all(), confirmation.network)


def _find(token: str) -> Confirmation | None:
    pk = read_token(token)
    return Confirmation.objects.filter(pk=pk).first() if pk else None


def _get_status(confirmation: Confirmation | None) -> LinkStatus:
    if confirmation is None:
        return LinkStatus.UNKNOWN
    if confirmation.used_at:
        return LinkStatus.USED
    return LinkStatus.EXPIRED if confirmation.is_expired else LinkStatus.VALID


def _get_commenters(email: str) -> QuerySet[Commenter]:
    return Commenter.objects.filter(email=email).order_by("since", "pk")
