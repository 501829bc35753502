"""Find the network that a client address belongs to, for rate limits."""

import ipaddress

# Most providers give each customer an IPv6 network of this size.
_IPV6_CUSTOMER_PREFIX = 64
# People who rent servers often have a range of IPv4 addresses of this size.
_IPV4_NEIGHBORHOOD_PREFIX = 24


def get_network(ip_address: str | None) -> str | None:
    """Return the IPv4 address, or the first address of the IPv6 /64 that one client controls."""
    if ip_address is None:
        return None
    address = ipaddress.ip_address(ip_address)
    if address.version == 4:
        return str(address)
    return _get_first_address(address, _IPV6_CUSTOMER_PREFIX)


def get_neighborhood(ip_address: str | None) -> str | None:
    """Return the first address of the IPv4 /24 or IPv6 /64 that contains an address."""
    if ip_address is None:
        return None
    address = ipaddress.ip_address(ip_address)
    prefix = _IPV4_NEIGHBORHOOD_PREFIX if address.version == 4 else _IPV6_CUSTOMER_PREFIX
    return _get_first_address(address, prefix)


def _get_first_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address, prefix: int) -> str:
    return str(ipaddress.ip_network((address, prefix), strict=False).network_address)
