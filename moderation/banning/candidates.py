"""Every value of a ban that would hit somebody, so that an index finds it among any number.

An address belongs to as many networks as it has bits, and a host to as many domains as it has
dots: few enough to ask for all of them at once.
"""

import ipaddress
import re
from collections.abc import Iterable, Iterator

from moderation.filters.matching.domain_list import parse_host

# Wider than that is a continent, not somebody: https://www.rfc-editor.org/rfc/rfc6177 gives a
# site 48 bits, providers have 32 and sometimes 24.
WIDEST = {4: 8, 6: 24}
# What one customer usually has for himself (RFC 6177), so that one address of it means all.
ONE_PERSON = {4: 32, 6: 64}


def networks(ip_address: str | None) -> list[str]:
    """Return every network that an address belongs to, as bans write them."""
    if not ip_address:
        return []
    address = ipaddress.ip_address(ip_address)
    bits, number, make = address.max_prefixlen, int(address), type(address)
    # Much faster than making each network.
    return [
        f"{make(number >> (bits - length) << (bits - length))}/{length}"
        for length in range(WIDEST[address.version], bits + 1)
    ]


def is_one_person(network: str) -> bool:
    """Whether a network is no larger than what one customer usually has."""
    parsed = ipaddress.ip_network(network)
    return parsed.prefixlen >= ONE_PERSON[parsed.version]


def domains(host: str) -> Iterator[str]:
    """Return a host and the domains above it, but not the topmost."""
    labels = host.split(".")
    return (".".join(labels[place:]) for place in range(len(labels) - 1))


def domains_of_mail(email: str) -> list[str]:
    """Return the domains that an e-mail address belongs to."""
    return list(domains(parse_host(email.rpartition("@")[2])))


def domains_of_links(links: Iterable[str]) -> list[str]:
    """Return the domains that links lead to, each once."""
    hosts = {parse_host(link) for link in links}
    return sorted({domain for host in hosts for domain in domains(host)})


def matches(pattern: str, key: str) -> bool:
    """Whether a name's key fits a pattern, in which ``*`` stands for anything.

    The database asks the same by ``LIKE``; see ``moderation.banning.patterns``.
    """
    return bool(re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), key, re.DOTALL))
