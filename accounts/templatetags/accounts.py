"""What pages of signing in and of accounts need to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def accounts_open() -> bool:
    """Return whether readers may make accounts."""
    return bool(settings.ACCOUNTS_OPEN)


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done with at least one of an account's addresses."""

    primary: bool
    confirm: bool
    remove: bool


@register.simple_tag
def offered_for(addresses: Sequence[EmailAddress]) -> Offered:
    """Return which buttons do something: the address that gets the mail stays, for one."""
    others = [address for address in addresses if not address.primary]
    return Offered(
        primary=any(address.verified for address in others),
        confirm=not all(address.verified for address in addresses),
        remove=bool(others),
    )
