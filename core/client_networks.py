"""Find the networks that a client address belongs to, for rate limits.

Someone who controls a whole network can send each request from a different address, so limits per
address would be ineffective. In IPv6, a customer gets at least a /64 and often a /48 (RFC 6177,
https://www.rfc-editor.org/rfc/rfc6177). People who rent servers often have a /24 of IPv4 addresses.
"""

import ipaddress

# Prefix lengths by IP version.
_SUBSCRIBER_PREFIXES = {4: 32, 6: 64}
_NETWORK_PREFIXES = {4: 24, 6: 64}
_WIDE_NETWORK_PREFIXES = {4: 24, 6: 48}


def get_subscriber(ip_address: str | None) -> str | None:
    """Return the subscriber network that contains the address: an IPv4 address or an IPv6 /64."""
    return _get_network(ip_address, _SUBSCRIBER_PREFIXES)


def get_network(ip_address: str | None) -> str | None:
    """Return the IPv4 /24 or IPv6 /64 that contains an address, or None if the address is None."""
    return _get_network(ip_address, _NETWORK_PREFIXES)


def get_wide_network(ip_address: str | None) -> str | None:
    """Return the IPv4 /24 or IPv6 /48 that contains an address.

    This is the largest network that one person is likely to control.
    """
    return _get_network(ip_address, _WIDE_NETWORK_PREFIXES)


def get_first_address(network: str | None) -> str | None:
    """Return the first address of a network, which models store in place of the network."""
    return network and network.partition("/")[0]


def _get_network(ip_address: str | None, prefixes: dict[int, int]) -> str | None:
    if ip_address is None:
        return None
    address = ipaddress.ip_address(ip_address)
    return str(ipaddress.ip_network((address, prefixes[address.version]), strict=False))
