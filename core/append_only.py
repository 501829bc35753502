"""Tables whose rows stay as they were written: the database itself refuses to change them.

Triggers do that, so that neither a slip in the code nor a statement typed at the database's prompt
can rewrite what was decided. They are made after each migration, because SQLite knows few changes
of a table, makes it anew for the others, and drops the triggers with the old one.

See https://sqlite.org/lang_createtrigger.html (RAISE) and
https://www.postgresql.org/docs/current/plpgsql-trigger.html.
"""

from collections.abc import Callable, Sequence

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model
from django.db.models.signals import post_migrate

_guarded: list[type[Model]] = []


def protect(model: type[Model]) -> None:
    """Refuse every UPDATE and DELETE of the model's rows. To be called when the site starts.

    Whoever tries gets ``IntegrityError``, and the transaction is over.
    """
    _guarded.append(model)
    post_migrate.connect(
        _put_up_after_migration,
        sender=apps.get_app_config(model._meta.app_label),
        dispatch_uid="core.append_only",
    )


def create_triggers(using: str = "default") -> None:
    """Make the triggers of all guarded tables that exist; may be done again at any time."""
    _run(using, lambda vendor, table: [*_TAKE_DOWN[vendor](table), *_PUT_UP[vendor](table)])


def drop_triggers(using: str = "default") -> None:
    """Remove the triggers, for whoever empties the whole database."""
    _run(using, lambda vendor, table: _TAKE_DOWN[vendor](table))


def _put_up_after_migration(*, using: str, **kwargs: object) -> None:
    create_triggers(using)


def _run(using: str, statements: Callable[[str, str], Sequence[str]]) -> None:
    connection = connections[using]
    with connection.cursor() as cursor, transaction.atomic(using):
        present = connection.introspection.table_names(cursor)
        for model in _guarded:
            if (table := model._meta.db_table) in present:
                for statement in statements(connection.vendor, table):
                    cursor.execute(statement)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for what in ("update", "delete")
    ]


def _not_sqlite(table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{what}" for what in ("update", "delete")]


def _postgresql(table: str) -> list[str]:
    refuse = (
        f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'"
    )
    return [
        (
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {refuse}; END $$"
        ),
        (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        ),
    ]


def _not_postgresql(table: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_refuse()",
    ]


_PUT_UP = {"sqlite": _sqlite, "postgresql": _postgresql}
_TAKE_DOWN = {"sqlite": _not_sqlite, "postgresql": _not_postgresql}
