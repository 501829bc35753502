"""Comment numbers: 1, 2, 3 … per thread, assigned on first publication and never changed.

Numbers are never reused: ``Thread.last_number`` only grows, so the number of a removed comment
stays reserved. A unique constraint on thread and number rules out duplicates.
"""

from django.db import connection

from comments.models import Thread


def assign_comment_numbers(*, thread: Thread, count: int = 1) -> int:
    """Reserve the next ``count`` comment numbers in a thread and return the first.

    This is a single UPDATE … RETURNING, so concurrent transactions wait for the row and never get
    the same number. A rollback frees the numbers. Must run inside a transaction.
    """
    table = connection.ops.quote_name(Thread._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET last_number = last_number + %s WHERE id = %s"  # noqa: S608 - a table's name
            " RETURNING last_number",
            [count, thread.pk],
        )
        (last,) = cursor.fetchone()
    return int(last) - count + 1
