"""System check for databases created by a version that can't be upgraded."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

# The first development versions had other migrations, which a new initial migration in each app
# replaced. These are the second migrations of the old apps; the new ones have other names.
_OLD_MIGRATIONS = {
    ("blog", "0002_lead"),
    ("comments", "0002_tree_covers_numbers"),
    ("moderation", "0002_edit_actions"),
}


@register(Tags.database)
def check_migration_history(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report databases created by a development version of 0.1.0.

    ``migrate`` runs this check first. Without the check, ``migrate`` would find all migrations
    recorded as applied and change nothing, and every page would fail with a database error.
    """
    return [
        Error(
            f"The database “{alias}” belongs to a development version of 0.1.0 and cannot be"
            " upgraded.",
            hint=(
                "Start with an empty database: move the data folder (var/ or DATA_DIR) or the"
                " SQLite file away, or name another one with DATABASE_URL. Then import your"
                " site again with import_site."
            ),
            id="core.E001",
        )
        for alias in databases or ()
        if _OLD_MIGRATIONS & MigrationRecorder(connections[alias]).applied_migrations().keys()
    ]
