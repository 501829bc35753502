"""Commenters, identified by name and email address or by account."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from comments.models import Commenter
from core.confusables import get_skeleton
from core.text import get_name_key

_NAME_LENGTH = Commenter._meta.get_field("name").max_length
# Shorter than the field, because a number may be appended.
_SLUG_LENGTH = 100
# Another page under /people/ uses this slug.
_RESERVED_SLUGS = {"muted"}
# Two processes may choose the same free slug, in which case the second one tries again.
_ATTEMPTS = 5


def get_or_create_guest(
    *, name: str, email: str = "", url: str = "", since: dt.datetime | None = None
) -> Commenter:
    """Return the commenter with this name and email address, creating one if necessary.

    ``url`` and ``since`` are used only for new commenters.
    """
    key = get_name_key(name)[:200]
    existing = Commenter.objects.filter(name_key=key, email=email.lower()).first()
    if existing:
        return existing
    return _create(
        name=name[:_NAME_LENGTH],
        name_key=key,
        email=email.lower(),
        url=url,
        since=since or timezone.now(),
    )


def get_or_create_user_commenter(user: User) -> Commenter:
    """Return the account's commenter with its current name, creating it if necessary.

    A new commenter is pre-moderated if another commenter of the account is. Otherwise, it is
    trusted right away if the account is staff, if readers can't sign up, or if another commenter of
    the account is trusted. A guest commenter with the same name and address is not taken over,
    because nothing proves that both are the same person.
    """
    own = list(Commenter.objects.filter(user=user).order_by("pk"))
    return _find_current(user, own) or _create(
        name=user.byline[:_NAME_LENGTH],
        name_key=_get_own_key(user),
        email=user.email.lower(),
        user=user,
        trust=_get_initial_trust(user, own),
        since=timezone.now(),
    )


def get_user_trust(user: User) -> Commenter.Trust:
    """Return the trust level of the commenter that the account's next comment will have.

    One query.
    """
    own = list(Commenter.objects.filter(user=user).order_by("pk"))
    existing = _find_current(user, own)
    trust = existing.trust if existing else _get_initial_trust(user, own)
    return Commenter.Trust(trust)


def assign_to_account(*, commenter: Commenter, user: User) -> None:
    """Assign an imported commenter to the account that its email address belongs to.

    The account then comments under the same identity. A staff member's imported commenter is
    trusted, as a new one would be.
    """
    commenter.user = user
    if user.is_staff and commenter.trust == Commenter.Trust.NEWCOMER:
        commenter.trust = Commenter.Trust.TRUSTED
    commenter.save(update_fields=["user", "trust"])


def set_trust(*, commenter: Commenter, trust: Commenter.Trust) -> None:
    """Set the trust level of a commenter and all other commenters of the same account."""
    commenter.trust = trust
    same = Q(pk=commenter.pk)
    if commenter.user_id:
        same |= Q(user=commenter.user_id)
    Commenter.objects.filter(same).update(trust=trust)


def lock_commenter(pk: int) -> None:
    """Lock a commenter, to serialize submissions by them and decisions about their comments.

    This must run inside a transaction. To avoid deadlocks, lock rows in this order: commenter,
    comment, thread.
    """
    Commenter.objects.select_for_update(no_key=True).only("pk").get(pk=pk)


def _get_own_key(user: User) -> str:
    # Forms accept no line breaks in names, so no guest can have this key.
    return f"{get_name_key(user.byline)[:150]}\n{user.pk}"


def _find_current(user: User, own: Sequence[Commenter]) -> Commenter | None:
    """Return the account's commenter with its current name, if any."""
    keys = {get_name_key(user.byline)[:200], _get_own_key(user)}
    return next((commenter for commenter in own if commenter.name_key in keys), None)


def _get_initial_trust(user: User, own: Sequence[Commenter]) -> Commenter.Trust:
    other_trust = {commenter.trust for commenter in own}
    # Changing an account's name must not be a way to escape moderation.
    if Commenter.Trust.PREMODERATED in other_trust:
        return Commenter.Trust.PREMODERATED
    is_invited = user.is_staff or not settings.ACCOUNTS_OPEN
    if is_invited or Commenter.Trust.TRUSTED in other_trust:
        return Commenter.Trust.TRUSTED
    return Commenter.Trust.NEWCOMER


def _create(**fields: object) -> Commenter:
    for _ in range(_ATTEMPTS):
        commenter = Commenter(**fields)
        commenter.slug = _find_free_slug(commenter.name)
        commenter.name_skeleton = get_skeleton(commenter.name)[:200]
        try:
            with transaction.atomic():
                commenter.save(force_insert=True)
        except IntegrityError:
            existing = Commenter.objects.filter(
                name_key=commenter.name_key, email=commenter.email
            ).first()
            if existing:
                return existing
        else:
            return commenter
    raise RuntimeError(f"No free slug for the commenter {fields['name']!r}")


def _find_free_slug(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:_SLUG_LENGTH].strip("-_") or "guest"
    others = Commenter.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    taken = _RESERVED_SLUGS.union(others)
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)
