"""Determine which URLs and IP addresses the site may send requests to."""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri, punycode

from core.outbound.errors import DestinationRefused, RequestFailed

_PORTS = {"http": 80, "https": 443}
# Apart from the web ports, lower ports belong to mail and other services, which can be tricked into
# interpreting a request as commands.
_FIRST_UNPRIVILEGED_PORT = 1024
# IPv4 addresses as seen from IPv6-only networks (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Destination:
    """The parts of a URL. ``host`` is ASCII-encoded; ``target`` is the path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, url: str, schemes: frozenset[str]) -> Self:
        """Parse a URL.

        Raise ``DestinationRefused`` if it is invalid, contains credentials, or has a scheme or port
        that isn't allowed.
        """
        try:
            parts = urlsplit(url)
            host, port = punycode(parts.hostname or ""), parts.port
        except (ValueError, UnicodeError) as error:
            raise DestinationRefused("Not a valid URL") from error
        if parts.scheme not in schemes or not host:
            raise DestinationRefused("Not a web URL")
        if parts.username is not None or parts.password is not None:
            raise DestinationRefused("URLs with a user name or password are not allowed")
        port = _PORTS[parts.scheme] if port is None else port
        if port not in _PORTS.values() and port < _FIRST_UNPRIVILEGED_PORT:
            raise DestinationRefused("This port is not allowed")
        path = iri_to_uri(parts.path) or "/"
        query = f"?{iri_to_uri(parts.query)}" if parts.query else ""
        return cls(parts.scheme, host, port, path + query)

    @property
    def authority(self) -> str:
        """The host and port, as in the ``Host`` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    def resolve(self) -> list[str]:
        """Look up the IP addresses of the host.

        Raise ``RequestFailed`` if the lookup fails. Raise ``DestinationRefused`` if any of the
        addresses isn't public, unless the host is listed in ``OUTBOUND_PRIVATE_HOSTS``.
        """
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise RequestFailed("Unknown host") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if f"{self.host}:{self.port}" in settings.OUTBOUND_PRIVATE_HOSTS:
            return addresses
        if not all(is_public(address) for address in addresses):
            raise DestinationRefused("The host is not on the public internet")
        return addresses


def is_public(address: str) -> bool:
    """Check whether an IP address belongs to a single host on the public internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    parsed = _embedded(parsed) or parsed
    return parsed.is_global and not (
        parsed.is_multicast or parsed.is_reserved or getattr(parsed, "is_site_local", False)
    )


def _embedded(address: Address) -> Address | None:
    """Return the IPv4 address embedded in an IPv6 address, if any."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
