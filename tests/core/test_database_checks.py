import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("app", "name"),
    [("blog", "0002_lead"), ("comments", "0002_tree_covers_numbers")],
)
def test_migrate_refuses_a_database_of_a_development_version(app: str, name: str) -> None:
    MigrationRecorder(connection).record_applied(app, name)
    with pytest.raises(CommandError, match="development version") as failure:
        call_command("migrate", verbosity=0, skip_checks=False)
    assert "DATABASE_URL" in str(failure.value)


def test_migrate_accepts_a_current_database() -> None:
    call_command("migrate", verbosity=0, skip_checks=False)


def test_the_check_needs_no_table_of_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")
    call_command("check", databases=["default"])
