"""Ids that are known before the rows are written, so that rows of one batch can name each other."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max, Model


def reserve_ids(model: type[Model], count: int) -> Sequence[int]:
    """Return ``count`` ids that nobody else gets. Must run inside the transaction that uses them.

    PostgreSQL's sequence gives them away for good; SQLite's transactions of ours hold the lock of
    the one writer from their beginning, so that what is free stays free.
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
