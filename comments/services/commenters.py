"""Who speaks: found again by name and e-mail address, or by account."""

import datetime as dt

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
_SLUG_ROOM = 100
# Pages of another kind stand there.
_RESERVED_SLUGS = {"ignored"}
# Two processes may take the same free slug; the one that comes second looks again.
_TRIES = 5


def recognise_guest(
    *, name: str, email: str = "", url: str = "", since: dt.datetime | None = None
) -> Commenter:
    """Return the commenter of this name and e-mail address, made when there is none.

    ``url`` and ``since`` describe a new commenter and leave a known one as it is.
    """
    key = get_name_key(name)[:200]
    known = Commenter.objects.filter(name_key=key, email=email.lower()).first()
    if known:
        return known
    return _make(
        name=name[:_NAME_LENGTH],
        name_key=key,
        email=email.lower(),
        url=url,
        since=since or timezone.now(),
    )


def recognise_user(user: User) -> Commenter:
    """Return the commenter of a signed-in user under the present name, made when there is none.

    Whoever the site's owner has let in is trusted from the start: everybody with a role, and all
    where readers can't make accounts. Others keep what trust they have under other names. A
    guest's commenter of the same name and address is not taken over here, because nobody has
    shown that both are one person.
    """
    name = user.byline
    key = get_name_key(name)
    # No name that a form takes holds a line end: no guest can be taken for the user.
    own_key = f"{key[:150]}\n{user.pk}"
    own = list(Commenter.objects.filter(user=user).order_by("pk"))
    known = next((one for one in own if one.name_key in {key[:200], own_key}), None)
    return known or _make(
        name=name[:_NAME_LENGTH],
        name_key=own_key,
        email=user.email.lower(),
        user=user,
        trust=_trust_of(user, {one.trust for one in own}),
        since=timezone.now(),
    )


def set_trust(*, commenter: Commenter, trust: Commenter.Trust) -> None:
    """Change how a commenter's next comments are taken, under whatever name an account has."""
    commenter.trust = trust
    same = Q(pk=commenter.pk)
    if commenter.user_id:
        same |= Q(user=commenter.user_id)
    Commenter.objects.filter(same).update(trust=trust)


def lock_commenter(pk: int) -> None:
    """Let nobody else submit as this commenter, or decide about one of theirs, until the end.

    Whoever needs the rows of a commenter, a comment and a thread takes them in that order, so that
    two never wait for each other. Must run inside a transaction.
    """
    Commenter.objects.select_for_update(no_key=True).only("pk").get(pk=pk)


def _trust_of(user: User, under_other_names: set[str]) -> Commenter.Trust:
    """Return the trust of a user's new name: a new name is no way out of being held."""
    if Commenter.Trust.HELD in under_other_names:
        return Commenter.Trust.HELD
    let_in = user.is_staff or not settings.ACCOUNTS_OPEN
    if let_in or Commenter.Trust.REGULAR in under_other_names:
        return Commenter.Trust.REGULAR
    return Commenter.Trust.NEWCOMER


def _make(**fields: object) -> Commenter:
    for _ in range(_TRIES):
        commenter = Commenter(**fields)
        commenter.slug = _free_slug(commenter.name)
        commenter.name_skeleton = get_skeleton(commenter.name)[:200]
        try:
            with transaction.atomic():
                commenter.save(force_insert=True)
        except IntegrityError:
            known = Commenter.objects.filter(
                name_key=commenter.name_key, email=commenter.email
            ).first()
            if known:
                return known
        else:
            return commenter
    raise RuntimeError(f"No free address for the commenter {fields['name']!r}")


def _free_slug(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:_SLUG_ROOM].strip("-_") or "guest"
    others = Commenter.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    taken = _RESERVED_SLUGS.union(others)
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)
