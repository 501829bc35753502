import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.recorder import MigrationRecorder

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def check_with(applied: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the checks that migrate runs, on a database with this history."""
    monkeypatch.setattr(
        MigrationRecorder, "applied_migrations", lambda self: dict.fromkeys(applied)
    )
    call_command("check", databases=["default"])


@pytest.mark.parametrize("old", [("blog", "0002_lead"), ("comments", "0002_tree_covers_numbers")])
def test_a_database_of_a_development_version_is_refused(
    old: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemCheckError, match="development version") as failure:
        check_with({("blog", "0001_initial"), old}, monkeypatch)
    assert "DATABASE_URL" in str(failure.value)


@pytest.mark.parametrize("applied", [set(), {("blog", "0001_initial")}])
def test_other_databases_are_accepted(
    applied: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    check_with(applied, monkeypatch)
