import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

# Some proxies, such as IIS and Azure Application Gateway, add the client's port.
_IPV4_WITH_PORT = re.compile(r"([0-9.]+):[0-9]{1,5}")
_IPV6_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\](?::[0-9]{1,5})?")


def get_client_address(request: HttpRequest) -> str | None:
    """Return the client's IP address in normalized form, or None if it is unknown.

    Clients can forge ``X-Forwarded-For``, except for the entries that our own proxies append. With
    ``TRUSTED_PROXIES = n``, the n-th entry from the right is therefore the client's address. Rate
    limits must count all unknown clients as one; otherwise, clients could evade the limits by
    hiding their addresses.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            address = forwarded[-settings.TRUSTED_PROXIES]
    return parse_address(address)


def parse_address(text: str) -> str | None:
    """Return an IP address in normalized form, without port or zone, or None if it is invalid."""
    text = text.strip()
    match = _IPV4_WITH_PORT.fullmatch(text) or _IPV6_IN_BRACKETS.fullmatch(text)
    try:
        parsed = ipaddress.ip_address((match[1] if match else text).partition("%")[0])
    except ValueError:
        return None
    # Dual-stack servers report 192.0.2.1 as ::ffff:192.0.2.1. Bans must apply to both.
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
