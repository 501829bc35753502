"""Confirmed addresses, the names that belong to their owners, and accounts that guests grow into.

A name is owned by whoever confirms an address for it first. Where a regular guest with another
address has been using the name for longer, it waits for that guest.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from accounts.email_addresses import has_confirmed_email
from accounts.models import User
from accounts.names import is_staff_name
from comments.identity.known import NOBODY, Known
from comments.identity.mails import read_token
from comments.models import Commenter, Confirmation
from comments.services.commenters import lock_commenter, recognise_user
from core.client_networks import get_network
from core.confusables import get_skeleton
from core.text import get_name_key
from mail.addresses import get_mailbox
from mail.tasks import send_due_mail

# Letters to one address: none sooner after another, and no more in a day, whoever asks.
PAUSE = dt.timedelta(minutes=5)
MOST_A_DAY = 3
# Letters that one network may cause in an hour: a household needs no more.
MOST_PER_NETWORK = 10
# Nothing asks for older rows; whose address it was is no longer ours to know.
_KEPT_FOR = dt.timedelta(days=30)


class Link(StrEnum):
    """What a link out of a letter is good for."""

    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link, and the commenters of the address that it confirms: none unless it is good."""

    link: Link
    commenters: list[Commenter] = field(default_factory=list)


def is_name_taken(name: str, *, known: Known = NOBODY) -> bool:
    """Whether a name, or one that looks like it, belongs to somebody else than ``known``."""
    if is_staff_name(name, besides=known.user):
        return True
    alike = Q(name_skeleton=get_skeleton(name)[:200]) | Q(name_key=get_name_key(name)[:200])
    owners = Commenter.objects.filter(alike, owns_name=True)
    return any(not known.is_owner(owner) for owner in owners)


def ask_for_confirmation(*, email: str, ip_address: str | None = None) -> bool:
    """Send a letter with a link to an address, and say whether one was sent.

    None is sent to an address under which nobody has spoken here, nor where the limits say no. The
    answer must not be shown to whoever typed the address: it would tell who comments here.
    """
    email = email.lower()
    now = timezone.now()
    with transaction.atomic():
        speaker = Commenter.objects.filter(email=email).order_by("pk").first() if email else None
        if speaker is None:
            return False
        # Two requests at once wait for each other here, so that both see the same rows.
        lock_commenter(speaker.pk)
        Confirmation.objects.filter(requested_at__lt=now - _KEPT_FOR).delete()
        asked = Confirmation(
            email=email,
            mailbox=get_mailbox(email),
            network=get_network(ip_address),
            language=get_language() or settings.LANGUAGE_CODE,
            requested_at=now,
        )
        if not _may_ask(asked):
            return False
        asked.save(force_insert=True)
        transaction.on_commit(send_due_mail.enqueue, robust=True)
    return True


def look_at(token: str) -> LinkState:
    """Say what a link is good for, without using it."""
    confirmation = _find(token)
    link = _good_for(confirmation)
    if confirmation is None or link is not Link.GOOD:
        return LinkState(link)
    return LinkState(link, list(_speakers(confirmation.email)))


def confirm(token: str) -> LinkState:
    """Use a link: the commenters of its address are confirmed, and own their names from now on.

    Of two who use it at once, the second is told that it was used.
    """
    with transaction.atomic():
        confirmation = _find(token)
        link = _good_for(confirmation)
        if confirmation is None or link is not Link.GOOD:
            return LinkState(link)
        unused = Confirmation.objects.filter(pk=confirmation.pk, used_at=None)
        if not unused.update(used_at=timezone.now()):
            return LinkState(Link.USED)
        _confirm(_speakers(confirmation.email))
        return LinkState(Link.GOOD, list(_speakers(confirmation.email)))


def vouch_for(*, commenter: Commenter, known: Known) -> Commenter:
    """Confirm a guest's commenter whose address was confirmed in the browser that it comes from."""
    if known.email and commenter.email == known.email and commenter.email_confirmed_at is None:
        with transaction.atomic():
            _confirm(Commenter.objects.filter(pk=commenter.pk))
        commenter.refresh_from_db()
    return commenter


def claim_past_comments(*, user: User, email: str) -> int:
    """Give an account what was said before under an address that its owner has confirmed.

    Each commenter keeps its name, its page and its trust. Returns how many were taken over; those
    of another account are not. The account's own name is kept from others from now on.
    """
    with transaction.atomic():
        free = Commenter.objects.filter(email=email.lower(), user=None)
        claimed = list(free.values_list("pk", flat=True)) if email else []
        Commenter.objects.filter(pk__in=claimed).update(user=user)
        _confirm(Commenter.objects.filter(pk__in=claimed))
        keep_name(user=user)
    return len(claimed)


def keep_name(*, user: User) -> None:
    """Keep the present name of an account from others, who can't speak under it from now on."""
    with transaction.atomic():
        own = recognise_user(user)
        if has_confirmed_email(user):
            _confirm(Commenter.objects.filter(pk=own.pk))


def _may_ask(asked: Confirmation) -> bool:
    now = asked.requested_at
    to_mailbox = Confirmation.objects.filter(mailbox=asked.mailbox)
    if to_mailbox.filter(requested_at__gt=now - PAUSE).exists():
        return False
    if to_mailbox.filter(requested_at__gt=now - dt.timedelta(days=1)).count() >= MOST_A_DAY:
        return False
    lately = Confirmation.objects.filter(requested_at__gt=now - dt.timedelta(hours=1))
    return not asked.network or lately.filter(network=asked.network).count() < MOST_PER_NETWORK


def _find(token: str) -> Confirmation | None:
    pk = read_token(token)
    return Confirmation.objects.filter(pk=pk).first() if pk else None


def _good_for(confirmation: Confirmation | None) -> Link:
    if confirmation is None:
        return Link.UNKNOWN
    if confirmation.used_at:
        return Link.USED
    return Link.EXPIRED if confirmation.is_expired else Link.GOOD


def _speakers(email: str) -> QuerySet[Commenter]:
    return Commenter.objects.filter(email=email).order_by("since", "pk")


def _confirm(commenters: QuerySet[Commenter]) -> None:
    commenters.update(email_confirmed_at=Coalesce(F("email_confirmed_at"), timezone.now()))
    _give_names(commenters.filter(owns_name=False).order_by("since", "pk"))


def _give_names(commenters: Iterable[Commenter]) -> None:
    for commenter in commenters:
        if _is_contested(commenter):
            continue
        try:
            # Whoever owns the name already, or takes it in this very moment, keeps it.
            with transaction.atomic():
                Commenter.objects.filter(pk=commenter.pk).update(owns_name=True)
        except IntegrityError:
            continue


def _is_contested(commenter: Commenter) -> bool:
    if is_staff_name(commenter.name, besides=commenter.user):
        return True
    older = Commenter.objects.filter(
        name_skeleton=commenter.name_skeleton,
        trust=Commenter.Trust.REGULAR,
        since__lt=commenter.since,
    )
    return older.exclude(email__in=["", commenter.email]).exists()
