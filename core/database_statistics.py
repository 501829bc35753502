"""Statistics for SQLite's query planner.

PostgreSQL collects statistics by itself; SQLite only when told to. Without them, it assumes that
all tables are large, and queries are written so that their plans are right under this assumption.

See https://www.sqlite.org/lang_analyze.html and section 3 of https://www.sqlite.org/fileformat.html
for ``sqlite_stat1``, which applications may change.
"""

from django.apps import apps
from django.db import connections, transaction
from django.db.models.signals import post_migrate

# Statistics of a small site are wrong as soon as it grows, and then worse than none.
_MIN_ROWS = 10_000
# Index entries read for each distinct value. This is accurate enough, and takes milliseconds.
_ANALYSIS_LIMIT = 1_000


def connect() -> None:
    """Update the statistics after each ``migrate``. Call this from ``AppConfig.ready()``."""
    # The signal is sent for each app that has models. One of them is enough.
    post_migrate.connect(
        _update_after_migration,
        sender=apps.get_app_config("contenttypes"),
        dispatch_uid="core.database_statistics",
    )


def update_statistics(using: str = "default") -> None:
    """Update the statistics of an SQLite database, or delete them if all tables are small.

    Other connections use them when they are opened the next time.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {_ANALYSIS_LIMIT}")
        cursor.execute("ANALYZE")
        # A value of ``stat`` starts with the number of rows.
        cursor.execute(
            "DELETE FROM sqlite_stat1 WHERE NOT EXISTS"
            " (SELECT 1 FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) >= %s)",
            [_MIN_ROWS],
        )
        # Makes this connection read the statistics again.
        cursor.execute("ANALYZE sqlite_schema")


def _update_after_migration(*, using: str, **kwargs: object) -> None:
    update_statistics(using)
