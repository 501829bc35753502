"""What counts as one mailbox and as one network, so that limits can't be stepped around."""

import ipaddress

# Their users may put dots anywhere in their names.
_DOTLESS = {"gmail.com", "googlemail.com"}
# One customer of a provider usually has that much of IPv6 for himself.
_OWN_NETWORK = 64
# Whoever rents servers often has a row of addresses of this size.
_NEIGHBOURS = 24


def mailbox_of(email: str) -> str:
    """Return the address of the mailbox in which mail to ``email`` most likely ends.

    Lower case, without what stands behind a plus. Only for counting: mail goes to the address as
    it was given.
    """
    local, _at, domain = email.lower().rpartition("@")
    name = local.partition("+")[0] or local
    if domain in _DOTLESS:
        name = name.replace(".", "") or name
    return f"{name}@{domain}"


def network_of(ip_address: str | None) -> str | None:
    """Return what one person asks from: an IPv4 address, the first one of an IPv6 network."""
    if ip_address is None:
        return None
    address = ipaddress.ip_address(ip_address)
    if address.version == 4:
        return str(address)
    return _first_of(address, _OWN_NETWORK)


def neighbourhood_of(ip_address: str | None) -> str | None:
    """Return the first address of what one provider’s customers share: 256 addresses of IPv4.

    In IPv6 one customer has more than that, and the neighbourhood is his own network.
    """
    if ip_address is None:
        return None
    address = ipaddress.ip_address(ip_address)
    return _first_of(address, _NEIGHBOURS if address.version == 4 else _OWN_NETWORK)


def _first_of(address: ipaddress.IPv4Address | ipaddress.IPv6Address, prefix: int) -> str:
    return str(ipaddress.ip_network((address, prefix), strict=False).network_address)
