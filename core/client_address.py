import ipaddress

from django.conf import settings
from django.http import HttpRequest


def get_client_address(request: HttpRequest) -> str | None:
    """Return the client's IP address in normalized form, or None if there is no valid one.

    Clients can forge ``X-Forwarded-For``, except for the entries our own proxies append. With
    ``TRUSTED_PROXIES = n``, the n-th entry from the right is the client.
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
    # Dual-stack servers report 192.0.2.1 as ::ffff:192.0.2.1. Bans must apply to both.
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
