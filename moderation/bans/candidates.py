"""List all ban values that would match a commenter, so that an index can find the bans.

An IP address belongs to as many networks as it has bits, and a host to as many domains as it has
dots: few enough to look them all up in one query, no matter how many bans there are.
"""

import ipaddress
import re
from collections.abc import Iterable, Iterator

from moderation.filters.matching.domain_list import parse_host

# The widest networks that can be banned, by IP version. For IPv6, a site gets a /48 (RFC 6177,
# https://www.rfc-editor.org/rfc/rfc6177), and a provider a /32 or sometimes a /24.
MIN_PREFIX_LENGTHS = {4: 8, 6: 24}
# What a single customer usually has (RFC 6177); banning one address means banning all of it.
SUBSCRIBER_PREFIX_LENGTHS = {4: 32, 6: 64}


def get_networks(ip_address: str | None) -> list[str]:
    """Return all bannable networks that contain an address, in the notation used by stored bans."""
    if not ip_address:
        return []
    address = ipaddress.ip_address(ip_address)
    bits, number, make = address.max_prefixlen, int(address), type(address)
    # Much faster than constructing a network object per prefix length.
    return [
        f"{make(number >> (bits - length) << (bits - length))}/{length}"
        for length in range(MIN_PREFIX_LENGTHS[address.version], bits + 1)
    ]


def is_single_subscriber(network: str) -> bool:
    """Check whether a network is no larger than the one a single customer usually gets."""
    parsed = ipaddress.ip_network(network)
    return parsed.prefixlen >= SUBSCRIBER_PREFIX_LENGTHS[parsed.version]


def get_domains(host: str) -> Iterator[str]:
    """Return a host and its parent domains, except the top-level domain."""
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels) - 1))


def get_email_domains(*emails: str) -> list[str]:
    """Return the domains of email addresses and their parent domains, without duplicates."""
    hosts = {parse_host(email.rpartition("@")[2]) for email in emails}
    return sorted({domain for host in hosts for domain in get_domains(host)})


def get_link_domains(links: Iterable[str]) -> list[str]:
    """Return the domains of links and their parent domains, sorted and without duplicates."""
    hosts = {parse_host(link) for link in links}
    return sorted({domain for host in hosts for domain in get_domains(host)})


def matches_pattern(pattern: str, key: str) -> bool:
    """Check whether a normalized name (``key``) matches a pattern in which ``*`` is a wildcard.

    ``moderation.bans.patterns`` implements the same rule in SQL.
    """
    first, *rest = map(re.escape, pattern.split("*"))
    if not rest:
        return pattern == key
    # Atomic groups take the first occurrence of each part and never try another one.
    found = "".join(f"(?>.*?{part})" for part in rest[:-1])
    return bool(re.fullmatch(f"{first}{found}.*{rest[-1]}", key, re.DOTALL))
