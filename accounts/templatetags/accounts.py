from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def is_signup_open() -> bool:
    """Check whether readers can create accounts."""
    return bool(settings.ACCOUNTS_OPEN)


@dataclass(frozen=True, slots=True)
class AddressActions:
    """Flags for the actions that apply to at least one of an account's email addresses."""

    primary: bool
    confirm: bool
    remove: bool


@register.simple_tag
def get_address_actions(addresses: Sequence[EmailAddress]) -> AddressActions:
    """Return the actions that apply to an account's email addresses.

    For example, the primary address cannot be removed.
    """
    others = [address for address in addresses if not address.primary]
    return AddressActions(
        primary=any(address.verified for address in others),
        confirm=not all(address.verified for address in addresses),
        remove=bool(others),
    )
