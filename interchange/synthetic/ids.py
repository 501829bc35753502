"""Reserve primary keys, so that rows inserted in the same batch can refer to each other."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max, Model


def reserve_ids(model: type[Model], count: int) -> Sequence[int]:
    """Return ``count`` unused primary keys. Must run inside the transaction that uses them.

    PostgreSQL takes them from the sequence. On SQLite, transactions start with the write lock, so
    no other process can use the next primary keys.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, count],
            )
            return [number for (number,) in cursor.fetchall()]
    last = model._meta.base_manager.aggregate(last=Max("pk"))["last"] or 0
    return range(last + 1, last + 1 + count)
