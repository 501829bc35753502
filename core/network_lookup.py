"""Asking the database which addresses lie in a network.

PostgreSQL knows that by itself, and by an index. SQLite compares the beginning of the text, by an
index too, and leaves the rest to a function of ours.
"""

import ipaddress
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import GenericIPAddressField, Lookup

_FUNCTION = "folkmoot_in_network"


@GenericIPAddressField.register_lookup
class InNetwork(Lookup[str]):
    """``ip_address__in_network="192.0.2.0/24"``."""

    lookup_name = "in_network"

    def get_prep_lookup(self) -> str:
        """Return the network in its normal form."""
        return str(ipaddress.ip_network(str(self.rhs)))

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return the network as a parameter."""
        return "%s", [value]

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return PostgreSQL's own comparison."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} <<= %s::inet", (*params, self.rhs)

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return SQLite's: a range of texts, and our function within that."""
        left, params = self.process_lhs(compiler, connection)
        first, behind = _texts(str(self.rhs))
        sql = f"({left} >= %s AND {left} < %s AND {_FUNCTION}({left}, %s))"
        return sql, (*params, first, *params, behind, *params, self.rhs)


def _texts(network: str) -> tuple[str, str]:
    """Return between which texts all addresses of a network are written."""
    parsed = ipaddress.ip_network(network)
    first = parsed.network_address.packed
    if parsed.version == 4:
        begin = "".join(f"{part}." for part in first[: min(parsed.prefixlen // 8, 3)])
    else:
        groups = [int.from_bytes(first[place : place + 2]) for place in range(0, 16, 2)]
        whole = groups[: min(parsed.prefixlen // 16, 7)]
        # From the first zero on, addresses may be written shorter.
        sure = whole[: whole.index(0)] if 0 in whole else whole
        begin = "".join(f"{group:x}:" for group in sure)
    # Whatever an address goes on with sorts before "g".
    return begin, f"{begin}g"


def _in_network(ip_address: str | None, network: str) -> bool:
    if not ip_address:
        return False
    address, parsed = ipaddress.ip_address(ip_address), ipaddress.ip_network(network)
    return address.version == parsed.version and address in parsed


def _teach(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(_FUNCTION, 2, _in_network, deterministic=True)


connection_created.connect(_teach, dispatch_uid="core.network_lookup")
