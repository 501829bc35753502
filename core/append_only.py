"""Append-only tables: the database itself rejects updates and deletes.

Triggers enforce this, so neither a bug nor an SQL statement typed by hand can change what has been
recorded. The triggers are recreated after each migration, because SQLite makes most schema changes
by copying the table, and drops the triggers along with the original.

See https://sqlite.org/lang_createtrigger.html (RAISE) and
https://www.postgresql.org/docs/current/plpgsql-trigger.html.
"""

from collections.abc import Callable, Sequence

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model
from django.db.models.signals import post_migrate

_protected: list[type[Model]] = []


def protect(model: type[Model]) -> None:
    """Make a model append-only. Call this from ``AppConfig.ready()``.

    UPDATE and DELETE statements on the model's table then raise ``IntegrityError``.
    """
    _protected.append(model)
    post_migrate.connect(
        _create_after_migration,
        sender=apps.get_app_config(model._meta.app_label),
        dispatch_uid="core.append_only",
    )


def create_triggers(using: str = "default") -> None:
    """Create or replace the triggers on all protected tables that exist."""
    _execute(using, lambda vendor, table: [*_DROP[vendor](table), *_CREATE[vendor](table)])


def drop_triggers(using: str = "default") -> None:
    """Drop the triggers so that the whole database can be emptied."""
    _execute(using, lambda vendor, table: _DROP[vendor](table))


def _create_after_migration(*, using: str, **kwargs: object) -> None:
    create_triggers(using)


def _execute(using: str, statements: Callable[[str, str], Sequence[str]]) -> None:
    connection = connections[using]
    with connection.cursor() as cursor, transaction.atomic(using):
        present = connection.introspection.table_names(cursor)
        for model in _protected:
            if (table := model._meta.db_table) in present:
                for statement in statements(connection.vendor, table):
                    cursor.execute(statement)


def _create_sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{operation} BEFORE {operation} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for operation in ("update", "delete")
    ]


def _drop_sqlite(table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{operation}" for operation in ("update", "delete")]


def _create_postgresql(table: str) -> list[str]:
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


def _drop_postgresql(table: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_refuse()",
    ]


_CREATE = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}
_DROP = {"sqlite": _drop_sqlite, "postgresql": _drop_postgresql}
