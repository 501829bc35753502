"""The network address of the client."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def get_client_address(request: HttpRequest) -> str | None:
    """Return the client's address in its normal form, or nothing when there is no valid one.

    ``X-Forwarded-For`` is believed only as far as our own proxies wrote it: with the setting
    ``TRUSTED_PROXIES`` at n, the n-th entry from the right is the client; what stands further
    left the client may have made up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            address = forwarded[-settings.TRUSTED_PROXIES]
    try:
        parsed = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return None
    # A server that listens on both kinds of network writes 192.0.2.1 as ::ffff:192.0.2.1; a ban
    # must hit either.
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
