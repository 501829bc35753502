import pytest
from django.core.management import call_command
from django.db import connection

from core import database_statistics
from core.database_statistics import update_statistics
from tests.people import make_user

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL collects statistics by itself"
)


def get_statistics() -> set[str]:
    """Return the tables with statistics."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        return {table for (table,) in cursor.fetchall()}


def test_a_small_site_has_no_statistics(db: None) -> None:
    make_user("ann")
    update_statistics()
    assert get_statistics() == set()


def test_the_command_collects_statistics_of_all_tables(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("ann")
    monkeypatch.setattr(database_statistics, "_MIN_ROWS", 1)
    call_command("update_statistics")
    assert {"accounts_user", "moderation_guideline"} <= get_statistics()


def test_statistics_are_updated_after_each_migration(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_statistics, "_MIN_ROWS", 1)
    call_command("migrate", verbosity=0)
    assert "auth_permission" in get_statistics()
