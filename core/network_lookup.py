"""The ``in_network`` lookup for IP addresses: ``ip_address__in_network="192.0.2.0/24"``.

PostgreSQL has an operator for this, which can use an index. On SQLite, a text comparison finds
candidates using an index, and a Python function then checks each candidate.
"""

import ipaddress
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import GenericIPAddressField, Lookup

_FUNCTION = "folkmoot_in_network"


@GenericIPAddressField.register_lookup
class InNetwork(Lookup[str]):
    lookup_name = "in_network"

    def get_prep_lookup(self) -> str:
        return str(ipaddress.ip_network(str(self.rhs)))

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return "%s", [value]

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} <<= %s::inet", (*params, self.rhs)

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        first, end = get_text_range(str(self.rhs))
        sql = f"({left} >= %s AND {left} < %s AND {_FUNCTION}({left}, %s))"
        return sql, (*params, first, *params, end, *params, self.rhs)


def get_text_range(network: str) -> tuple[str, str]:
    """Return a half-open range of strings that includes all addresses in a network.

    The range may also include other addresses.
    """
    parsed = ipaddress.ip_network(network)
    first = parsed.network_address.packed
    if parsed.version == 4:
        prefix = "".join(f"{part}." for part in first[: min(parsed.prefixlen // 8, 3)])
    else:
        groups = [int.from_bytes(first[index : index + 2]) for index in range(0, 16, 2)]
        whole = groups[: min(parsed.prefixlen // 16, 7)]
        # From the first zero onward, the text of an address may be abbreviated.
        certain = whole[: whole.index(0)] if 0 in whole else whole
        prefix = "".join(f"{group:x}:" for group in certain)
    # All characters in an address sort before "g".
    return prefix, f"{prefix}g"


def _is_in_network(ip_address: str | None, network: str) -> bool:
    if not ip_address:
        return False
    address, parsed = ipaddress.ip_address(ip_address), ipaddress.ip_network(network)
    return address.version == parsed.version and address in parsed


def _create_function(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(_FUNCTION, 2, _is_in_network, deterministic=True)


connection_created.connect(_create_function, dispatch_uid="core.network_lookup")
