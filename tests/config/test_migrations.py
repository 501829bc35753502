"""Tests create their tables from the models; this shows that the migrations create the same."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def read_schema(database: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of each table and the definition of each index and trigger."""
    rows = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    schema: dict[str, list[tuple[object, ...]]] = {}
    for kind, name, table, sql in rows:
        if kind == "table":
            columns = database.execute("SELECT * FROM pragma_table_info(?)", [name]).fetchall()
            schema[name] = sorted(column[1:] for column in columns)
        else:
            schema[f"{kind} {name}"] = [(table, sql)]
    return schema


@pytest.mark.skipif(connection.vendor != "sqlite", reason="compares files of SQLite")
def test_migrations_create_the_tables_of_the_models(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA_DIR": str(tmp_path)},
        check=True,
    )
    with closing(sqlite3.connect(tmp_path / "folkmoot.sqlite3")) as migrated:
        expected = read_schema(migrated)
    connection.ensure_connection()
    created = read_schema(connection.connection)
    expected.pop("django_migrations", None)
    created.pop("django_migrations", None)
    assert created.keys() == expected.keys()
    assert {name: created[name] for name in created} == expected
