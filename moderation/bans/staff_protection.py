"""Prevents bans that would affect the site's own staff or the moderator."""

import datetime as dt
import ipaddress

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment
from mail.addresses import get_mailbox
from moderation.bans.candidates import get_email_domains
from moderation.bans.names import NameForms
from moderation.bans.targets import BanTarget, InvalidBanTarget
from moderation.commenters.identity import is_staff
from moderation.models import Ban

Kind = Ban.Kind
_RECENTLY = dt.timedelta(days=30)


def check_not_staff(target: BanTarget, *, own_address: str | None = None) -> None:
    """Raise ``InvalidBanTarget`` if a target matches staff or the moderator's own IP address."""
    if target.kind == Kind.NETWORK:
        if own_address and _contains(target.value, own_address):
            raise InvalidBanTarget(_("You’re on this network yourself."))
        if _is_staff_network(target.value):
            raise InvalidBanTarget(_("A member of the site’s staff recently used this network."))
    elif target.kind == Kind.COMMENTER:
        if target.commenter and is_staff(target.commenter):
            raise InvalidBanTarget(_("This is a member of the site’s staff."))
    else:
        _check_staff_accounts(target)


def _check_staff_accounts(target: BanTarget) -> None:
    for user in User.objects.filter(is_staff=True, is_active=True):
        if _matches(user, target):
            raise InvalidBanTarget(
                _("This would ban %(name)s, a member of the site’s staff.") % {"name": user.byline}
            )


def _matches(user: User, target: BanTarget) -> bool:
    match target.kind:
        case Kind.EMAIL:
            return get_mailbox(user.email) == target.value
        case Kind.DOMAIN:
            return target.value in get_email_domains(user.email, get_mailbox(user.email))
        case Kind.NAME:
            return NameForms.from_name(user.byline).match(target.value)
    return False


def _is_staff_network(network: str) -> bool:
    return Comment.objects.filter(
        status=Comment.Status.PUBLISHED,
        submitted_at__gte=timezone.now() - _RECENTLY,
        ip_address__in_network=network,
        commenter__user__is_staff=True,
    ).exists()


def _contains(network: str, ip_address: str) -> bool:
    address, parsed = ipaddress.ip_address(ip_address), ipaddress.ip_network(network)
    return address.version == parsed.version and address in parsed
