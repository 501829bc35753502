"""Subscribe to threads, replies, and articles by email.

Email is sent only to addresses whose owners have agreed to it. If it isn't certain that an address
belongs to the person who entered it, a confirmation email is sent to the address, at most once a
day. Nothing else is sent until the owner confirms.
"""

import datetime as dt
from collections.abc import Iterable

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from comments.models import Commenter, MailAddress, Notification, Subscription, Thread
from comments.subscriptions.mails import CONFIRMATION_SALT
from core.client_networks import get_first_address, get_network
from core.limits import DAY, HOUR, Limit, NetworkLimit
from core.tokens import create_token
from mail.addresses import get_mailbox
from mail.services import reserve_mail
from mail.tasks import send_due_mail

# Limit for confirmation emails to one mailbox, from all networks combined.
CONFIRMATIONS_PER_MAILBOX = Limit(1, DAY, time_field="requested_at")
# Limit for mailboxes that one network can have confirmation emails sent to.
MAILBOXES_PER_NETWORK = NetworkLimit(5, 10, HOUR, "requested_at", "requested_from")
# A longer pause starts a new visit to the replies page.
VISIT_GAP = dt.timedelta(minutes=30)
# Long enough for people on vacation.
TOKEN_LIFETIME = dt.timedelta(days=14)
# Unconfirmed addresses are deleted after this time.
UNCONFIRMED_RETENTION = dt.timedelta(days=30)


class TooManyRequests(Exception):
    """Too many confirmation emails have been requested from this network."""


class InvalidToken(ValueError):
    """The token is malformed, was not created by this site, or is for a deleted address."""


class ExpiredToken(ValueError):
    """The token is older than ``TOKEN_LIFETIME``."""


def subscribe(
    *,
    email: str,
    scopes: Iterable[Subscription.Scope],
    thread: Thread | None = None,
    cadence: Subscription.Cadence = Subscription.Cadence.NOW,
    commenter: Commenter | None = None,
    is_owner: bool = False,
    requested_from: str | None = None,
) -> bool:
    """Subscribe an address to a thread, to replies, to new articles, or to any combination.

    Args:
        email: The address.
        scopes: What to subscribe to.
        thread: The thread; only needed for ``Scope.THREAD``.
        cadence: How often to send email.
        commenter: The commenter who is subscribing, if known.
        is_owner: Whether the person has proved that they own the address. If not, active
            subscriptions don't change, and a confirmation email is sent for the others.
        requested_from: The client's IP address.

    Returns:
        True if email is sent from now on, False if the owner has to confirm first.

    Raises:
        TooManyRequests: This network has requested too many confirmation emails. Nothing is
            stored.

    """
    with transaction.atomic():
        subscriptions = [
            _create_or_update(
                email=email.lower(),
                scope=scope,
                thread=thread if scope == Subscription.Scope.THREAD else None,
                defaults={"cadence": cadence, "commenter": commenter},
                is_owner=is_owner,
            )
            for scope in scopes
        ]
        pending = [subscription for subscription in subscriptions if not subscription.is_active]
        if pending:
            _request_confirmation(pending[0], get_first_address(get_network(requested_from)))
    return is_owner


def read_token(token: str) -> tuple[MailAddress, bool]:
    """Return the address that a confirmation link was sent to, and whether the link is unused.

    Raises ``InvalidToken`` if the token is malformed, forged, or for a deleted address, or
    ``ExpiredToken`` if it is too old.
    """
    try:
        pk, secret = signing.loads(token, salt=CONFIRMATION_SALT, max_age=TOKEN_LIFETIME)
    except signing.SignatureExpired as error:
        raise ExpiredToken(token) from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise InvalidToken(token) from error
    address = MailAddress.objects.filter(pk=pk).first()
    if address is None:
        raise InvalidToken(token)
    return address, address.secret == secret


def confirm_subscriptions(*, token: str, selected: Iterable[int]) -> bool:
    """Activate the pending subscriptions that an address's owner selected, and delete the rest.

    ``selected`` contains primary keys. Returns False and changes nothing if the link was already
    used. Raises the same errors as ``read_token``.
    """
    address, unused = read_token(token)
    if not unused:
        return False
    now = timezone.now()
    with transaction.atomic():
        won = MailAddress.objects.filter(pk=address.pk, secret=address.secret).update(
            secret="", confirmed_at=Coalesce("confirmed_at", now)
        )
        if won:
            pending = Subscription.objects.filter(email=address.email).pending()
            pending.filter(pk__in=list(selected)).update(confirmed_at=now)
            pending.delete()
    return bool(won)


def change_cadence(*, subscription: Subscription, cadence: Subscription.Cadence | None) -> None:
    """Change how often email is sent, or unsubscribe if ``cadence`` is None.

    A new cadence reactivates an ended subscription. Existing notifications are still sent as
    scheduled.
    """
    if cadence is None:
        unsubscribe(subscription=subscription)
        return
    subscription.cadence = cadence
    subscription.ended_at = None
    subscription.save(update_fields=["cadence", "ended_at"])


def unsubscribe(*, subscription: Subscription) -> bool:
    """End a subscription. Return False if it had already ended."""
    now = timezone.now()
    ended = Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=now)
    if ended:
        subscription.ended_at = now
    return bool(ended)


def delete_unconfirmed() -> None:
    """Delete old subscriptions that were never confirmed, and their addresses."""
    long_ago = timezone.now() - UNCONFIRMED_RETENTION
    pending = Subscription.objects.pending()
    pending.filter(created_at__lt=long_ago).delete()
    unknown = MailAddress.objects.filter(confirmed_at=None, replies_seen_at=None)
    unknown = unknown.exclude(email__in=pending.values("email"))
    unknown.filter(Q(requested_at=None) | Q(requested_at__lt=long_ago)).delete()


def is_subscriber_confirmed(email: str) -> bool:
    """Check whether the address has been confirmed for notifications."""
    return MailAddress.objects.filter(email=email.lower(), confirmed_at__isnull=False).exists()


def mark_replies_read(*, email: str) -> dt.datetime | None:
    """Record a visit to the replies page and return the end of the previous visit, if any.

    Replies published since then are new. A visit lasts until there is a pause longer than
    ``VISIT_GAP`` so that new replies stay marked when the page is reloaded.
    """
    now = timezone.now()
    address, _ = MailAddress.objects.get_or_create(email=email)
    if address.replies_seen_at is None or now - address.replies_seen_at > VISIT_GAP:
        address.replies_new_since = address.replies_seen_at
    address.replies_seen_at = now
    address.save(update_fields=["replies_seen_at", "replies_new_since"])
    return address.replies_new_since


def _create_or_update(
    *,
    email: str,
    scope: Subscription.Scope,
    thread: Thread | None,
    defaults: dict[str, object],
    is_owner: bool,
) -> Subscription:
    values: dict[str, object] = {
        **defaults,
        "language": get_language() or "",
        "confirmed_at": timezone.now() if is_owner else None,
        "ended_at": None,
    }
    subscription, created = Subscription.objects.get_or_create(
        email=email, scope=scope, thread=thread, defaults=values
    )
    if not created and (is_owner or not subscription.is_active):
        for name, value in values.items():
            setattr(subscription, name, value)
        subscription.save(update_fields=list(values))
    return subscription


def _request_confirmation(subscription: Subscription, network: str | None) -> None:
    mailbox, _ = MailAddress.objects.get_or_create(email=get_mailbox(subscription.email))
    # Concurrent requests for the same mailbox wait for each other here.
    mailbox = MailAddress.objects.select_for_update().get(pk=mailbox.pk)
    if CONFIRMATIONS_PER_MAILBOX.is_reached(MailAddress.objects.filter(pk=mailbox.pk)):
        return
    if not reserve_mail(subscription.email):
        return
    mailbox.requested_at = timezone.now()
    mailbox.requested_from = network
    mailbox.save(update_fields=["requested_at", "requested_from"])
    if MAILBOXES_PER_NETWORK.is_exceeded(MailAddress.objects.all(), network):
        raise TooManyRequests(network)
    address, _ = MailAddress.objects.get_or_create(email=subscription.email)
    MailAddress.objects.filter(pk=address.pk, secret="").update(secret=create_token())
    Notification.objects.create(subscription=subscription)
    transaction.on_commit(send_due_mail.enqueue, robust=True)
