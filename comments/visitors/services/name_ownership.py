"""Reserve names for the commenters who own them.

The first commenter to confirm an email address for a name owns the name. If a trusted commenter
with a different address used the name earlier, the name stays reserved for that commenter.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.email_addresses import has_confirmed_email
from accounts.models import User
from accounts.names import is_staff_name
from comments.models import Commenter
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor
from core.confusables import get_skeleton
from core.text import get_name_key


def is_name_taken(name: str, *, visitor: Visitor = ANONYMOUS_VISITOR) -> bool:
    """Check whether the name, or a lookalike, belongs to someone else."""
    if is_staff_name(name, exclude=visitor.user):
        return True
    similar = Q(name_skeleton=get_skeleton(name)[:200]) | Q(name_key=get_name_key(name)[:200])
    owners = Commenter.objects.filter(similar, owns_name=True)
    return any(not visitor.is_commenter(owner) for owner in owners)


def confirm_commenters(commenters: QuerySet[Commenter]) -> None:
    """Mark the commenters' addresses as confirmed, and reserve their names.

    A name isn't reserved if someone else has a claim to it. This must run inside a transaction.
    """
    commenters.update(email_confirmed_at=Coalesce(F("email_confirmed_at"), timezone.now()))
    _assign_names(commenters.filter(owns_name=False).order_by("since", "pk"))


def confirm_known_guest(*, commenter: Commenter, visitor: Visitor) -> Commenter:
    """Confirm a guest's commenter if its address was already confirmed in this browser.

    Returns the commenter.
    """
    if commenter.email_confirmed_at is None and visitor.is_commenter(commenter):
        with transaction.atomic():
            confirm_commenters(Commenter.objects.filter(pk=commenter.pk))
        commenter.refresh_from_db()
    return commenter


def claim_guest_comments(*, user: User, email: str) -> int:
    """Assign the guest commenters with an email address to the account that owns the address.

    Each commenter keeps its name, page, and trust level. Commenters of other accounts don't change.
    The account's own name is reserved as well. Returns the number of commenters assigned.
    """
    with transaction.atomic():
        unclaimed = Commenter.objects.filter(email=email.lower(), user=None)
        claimed = list(unclaimed.values_list("pk", flat=True)) if email else []
        Commenter.objects.filter(pk__in=claimed).update(user=user)
        confirm_commenters(Commenter.objects.filter(pk__in=claimed))
        reserve_name(user=user)
    return len(claimed)


def reserve_name(*, user: User) -> None:
    """Reserve a user's current name if their email address is confirmed.

    Nobody else can then comment under this name.
    """
    with transaction.atomic():
        own = get_or_create_user_commenter(user)
        if has_confirmed_email(user):
            confirm_commenters(Commenter.objects.filter(pk=own.pk))


def _assign_names(commenters: Iterable[Commenter]) -> None:
    for commenter in commenters:
        if _is_contested(commenter):
            continue
        try:
            # A unique constraint decides who owns the name, even among concurrent claims.
            with transaction.atomic():
                Commenter.objects.filter(pk=commenter.pk).update(owns_name=True)
        except IntegrityError:
            continue


def _is_contested(commenter: Commenter) -> bool:
    if is_staff_name(commenter.name, exclude=commenter.user):
        return True
    older = Commenter.objects.filter(
        name_skeleton=commenter.name_skeleton,
        trust=Commenter.Trust.TRUSTED,
        since__lt=commenter.since,
    )
    return older.exclude(email__in=["", commenter.email]).exists()
