"""Where a request may go."""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri, punycode

from core.outbound.errors import DestinationRefused, RequestFailed

_PORTS = {"http": 80, "https": 443}
# Below this, ports other than the web's own belong to mail and the like, which can be made to
# take a request for something else.
_FIRST_FREE_PORT = 1024
# A public IPv4 address as a network without IPv4 writes it (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Destination:
    """An address of the web, taken apart. ``host`` is in ASCII, ``target`` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, url: str, schemes: frozenset[str]) -> Self:
        """Return the parts of ``url``. Raises ``Refused`` for what isn't plainly a web address."""
        try:
            parts = urlsplit(url)
            host, port = punycode(parts.hostname or ""), parts.port
        except (ValueError, UnicodeError) as error:
            raise DestinationRefused("This is no address") from error
        if parts.scheme not in schemes or not host:
            raise DestinationRefused("Only addresses of the web are called")
        if parts.username is not None or parts.password is not None:
            raise DestinationRefused("An address with a password isn’t called")
        port = _PORTS[parts.scheme] if port is None else port
        if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
            raise DestinationRefused("This port is not one of the web")
        path = iri_to_uri(parts.path) or "/"
        query = f"?{iri_to_uri(parts.query)}" if parts.query else ""
        return cls(parts.scheme, host, port, path + query)

    @property
    def authority(self) -> str:
        """Host and port, as the header ``Host`` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    def addresses(self) -> list[str]:
        """Look the host up and return its network addresses, each of which may be called.

        Raises ``Refused`` where a single one is not public, ``Unreachable`` where there is none.
        """
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise RequestFailed("The host is not known") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if f"{self.host}:{self.port}" in settings.OUTBOUND_PRIVATE_HOSTS:
            return addresses
        if not all(is_public(address) for address in addresses):
            raise DestinationRefused("The host is not on the public Internet")
        return addresses


def is_public(address: str) -> bool:
    """Whether a network address belongs to a single host of the public Internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    parsed = _embedded(parsed) or parsed
    return parsed.is_global and not (
        parsed.is_multicast or parsed.is_reserved or getattr(parsed, "is_site_local", False)
    )


def _embedded(address: Address) -> Address | None:
    """Return the IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
