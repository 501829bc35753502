"""Following threads, answers and articles by mail: asked for, confirmed, changed, ended.

Mail goes only to addresses whose owners have said so. Whoever asks and has not shown to own the
address makes us put one question to it, and at most one a day, whoever asks; anything else waits
for the answer.
"""

import datetime as dt
from collections.abc import Iterable

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from comments.mail import CONFIRMATION_SALT
from comments.mailboxes import mailbox_of, network_of
from comments.models import Commenter, MailAddress, Notification, Subscription, Thread
from comments.models.subscription import make_key
from comments.tasks import send_due_mail

# One mailbox is asked so often, whoever asks.
ASKED_AGAIN_AFTER = dt.timedelta(hours=24)
# One network may have so many mailboxes asked within an hour.
ASKED_FROM_WITHIN = dt.timedelta(hours=1)
MAILBOXES_A_NETWORK = 5
# A pause that is longer begins a new visit.
VISIT = dt.timedelta(minutes=30)
# Long enough for a holiday's mail.
CONFIRM_WITHIN = dt.timedelta(days=14)
# Whose address nobody has confirmed by then, we needn't know.
UNANSWERED_KEPT_FOR = dt.timedelta(days=30)


class TooManyAsked(Exception):
    """So many addresses were asked from this network lately that no further one is."""


class NotALink(ValueError):
    """The token was not made by us, or is not whole."""


class LinkExpired(ValueError):
    """The token was ours and is too old."""


def follow(
    *,
    email: str,
    scopes: Iterable[Subscription.Scope],
    thread: Thread | None = None,
    cadence: Subscription.Cadence = Subscription.Cadence.NOW,
    commenter: Commenter | None = None,
    is_owner: bool = False,
    asked_from: str | None = None,
) -> bool:
    """Write to an address about a thread, answers to its owner, new articles, or several of these.

    ``thread`` may be missing where nobody asks for it.

    ``is_owner`` says that whoever asks has shown to own the address; the mail then comes from now
    on, and the answer is true. Otherwise nothing that is wanted already is changed, the owner is
    asked, unless that happened within ``ASKED_AGAIN_AFTER``, and the answer is false.

    ``asked_from`` is the network address of whoever asks. Raises ``TooManyAsked`` when others were
    asked too often from there; nothing is kept then.
    """
    with transaction.atomic():
        wanted = [
            _wish(
                email=email.lower(),
                scope=scope,
                thread=thread if scope == Subscription.Scope.THREAD else None,
                defaults={"cadence": cadence, "commenter": commenter},
                is_owner=is_owner,
            )
            for scope in scopes
        ]
        pending = [subscription for subscription in wanted if not subscription.is_active]
        if pending:
            _ask(pending[0], network_of(asked_from))
    return is_owner


def read_token(token: str) -> tuple[MailAddress, bool]:
    """Return the address that a confirmation link was sent to, and whether it is still unused.

    Raises ``NotALink``, and ``LinkExpired`` after ``CONFIRM_WITHIN``.
    """
    try:
        pk, secret = signing.loads(token, salt=CONFIRMATION_SALT, max_age=CONFIRM_WITHIN)
    except signing.SignatureExpired as error:
        raise LinkExpired(token) from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotALink(token) from error
    address = MailAddress.objects.filter(pk=pk).first()
    if address is None:
        raise NotALink(token)
    return address, address.secret == secret


def confirm(*, token: str, wanted: Iterable[int]) -> bool:
    """Take the answer of an address's owner: the keys of the subscriptions that are wanted.

    All others that waited are forgotten. Returns false, and changes nothing, when the link was
    used before. Raises what ``read_token`` raises.
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
            pending.filter(pk__in=list(wanted)).update(confirmed_at=now)
            pending.delete()
    return bool(won)


def change_cadence(*, subscription: Subscription, cadence: Subscription.Cadence | None) -> None:
    """Write more or less often, or with nothing no more; an ended subscription is taken up again.

    What is gathered already comes at the hour that it was meant for.
    """
    if cadence is None:
        unfollow(subscription=subscription)
        return
    subscription.cadence = cadence
    subscription.ended_at = None
    subscription.save(update_fields=["cadence", "ended_at"])


def unfollow(*, subscription: Subscription) -> bool:
    """End a subscription. Returns false when it had ended before."""
    now = timezone.now()
    ended = Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=now)
    if ended:
        subscription.ended_at = now
    return bool(ended)


def _wish(
    *,
    email: str,
    scope: Subscription.Scope,
    thread: Thread | None,
    defaults: dict[str, object],
    is_owner: bool,
) -> Subscription:
    """Return the subscription, made or taken up again as far as whoever asks may do that."""
    fresh: dict[str, object] = {
        **defaults,
        "language": get_language() or "",
        "confirmed_at": timezone.now() if is_owner else None,
        "ended_at": None,
    }
    subscription, made = Subscription.objects.get_or_create(
        email=email, scope=scope, thread=thread, defaults=fresh
    )
    if not made and (is_owner or not subscription.is_active):
        for name, value in fresh.items():
            setattr(subscription, name, value)
        subscription.save(update_fields=list(fresh))
    return subscription


def _ask(subscription: Subscription, network: str | None) -> None:
    """Put the question to the address of a subscription, within the limits."""
    now = timezone.now()
    mailbox, _ = MailAddress.objects.get_or_create(email=mailbox_of(subscription.email))
    # One statement, so that of two who ask at the same time one asks.
    may_ask = MailAddress.objects.filter(
        Q(asked_at=None) | Q(asked_at__lt=now - ASKED_AGAIN_AFTER), pk=mailbox.pk
    ).update(asked_at=now, asked_from=network)
    if not may_ask:
        return
    if _asked_lately(network, now) > MAILBOXES_A_NETWORK:
        raise TooManyAsked(network)
    address, _ = MailAddress.objects.get_or_create(email=subscription.email)
    MailAddress.objects.filter(pk=address.pk, secret="").update(secret=make_key())
    Notification.objects.create(subscription=subscription)
    transaction.on_commit(send_due_mail.enqueue, robust=True)


def _asked_lately(network: str | None, now: dt.datetime) -> int:
    return MailAddress.objects.filter(
        asked_from=network, asked_at__gt=now - ASKED_FROM_WITHIN
    ).count()


def forget_unanswered() -> None:
    """Forget what was asked long ago and never confirmed, and the addresses that it was for."""
    long_ago = timezone.now() - UNANSWERED_KEPT_FOR
    pending = Subscription.objects.pending()
    pending.filter(created_at__lt=long_ago).delete()
    unknown = MailAddress.objects.filter(confirmed_at=None, answers_seen_at=None)
    unknown = unknown.exclude(email__in=pending.values("email"))
    unknown.filter(Q(asked_at=None) | Q(asked_at__lt=long_ago)).delete()


def look_at_answers(*, email: str) -> dt.datetime | None:
    """Note that somebody looks at their answers; return since when what they see is new to them.

    That is the end of the last visit. A visit goes on as long as no pause is longer than
    ``VISIT``, so that looking again doesn't make what is new old. Nothing at the first visit.
    """
    now = timezone.now()
    address, _ = MailAddress.objects.get_or_create(email=email)
    if address.answers_seen_at is None or now - address.answers_seen_at > VISIT:
        address.answers_new_since = address.answers_seen_at
    address.answers_seen_at = now
    address.save(update_fields=["answers_seen_at", "answers_new_since"])
    return address.answers_new_since
