"""Whom a ban must not hit: those who work on the site, and whoever makes it."""

import datetime as dt
import ipaddress

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment
from core.text import get_name_key
from moderation.banning.candidates import domains_of_mail, matches
from moderation.banning.targets import Target, Unbannable
from moderation.models import Ban
from moderation.people import is_staff

Kind = Ban.Kind
_LATELY = dt.timedelta(days=30)


def refuse_own_people(target: Target, *, own_address: str | None = None) -> None:
    """Refuse a target that hits somebody who works on the site, or the moderator's own address.

    Raises ``Unbannable``, which names whom it would hit.
    """
    if target.kind == Kind.ADDRESS:
        if own_address and _is_in(own_address, target.value):
            raise Unbannable(_("That is the network that you are in yourself."))
        if _staff_was_in(target.value):
            raise Unbannable(_("Somebody who works on this site was there lately."))
    elif target.kind == Kind.COMMENTER:
        if target.commenter and is_staff(target.commenter):
            raise Unbannable(_("This is one of the site’s own people."))
    else:
        _refuse_staff(target)


def _refuse_staff(target: Target) -> None:
    for user in User.objects.filter(is_staff=True, is_active=True):
        if _is_hit(user, target):
            raise Unbannable(
                _("That would hit %(name)s, who works on this site.") % {"name": user.byline}
            )


def _is_hit(user: User, target: Target) -> bool:
    match target.kind:
        case Kind.EMAIL:
            return user.email.lower() == target.value
        case Kind.DOMAIN:
            return target.value in domains_of_mail(user.email)
        case Kind.NAME:
            return matches(target.value, get_name_key(user.byline))
    return False


def _staff_was_in(network: str) -> bool:
    return Comment.objects.filter(
        status=Comment.Status.PUBLISHED,
        submitted_at__gte=timezone.now() - _LATELY,
        ip_address__in_network=network,
        commenter__user__is_staff=True,
    ).exists()


def _is_in(ip_address: str, network: str) -> bool:
    address, parsed = ipaddress.ip_address(ip_address), ipaddress.ip_network(network)
    return address.version == parsed.version and address in parsed
