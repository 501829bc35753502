"""Only the owner can read the database and other files with private content."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from config import environment
from core.private_files import write_private_text


def get_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "site.sqlite3"


@pytest.fixture
def database(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database in a file, not opened yet."""
    monkeypatch.setenv("FOLKMOOT_TEST", f"sqlite:///{path}")
    handler = ConnectionHandler({"default": environment.database("FOLKMOOT_TEST")})
    yield handler["default"]
    handler["default"].close()


def fill(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS address (email text)")
        cursor.execute("INSERT INTO address VALUES ('rex@example.com')")


@pytest.mark.django_db
def test_a_new_database_is_private(path: Path, database: BaseDatabaseWrapper) -> None:
    fill(database)
    files = sorted(path.parent.glob("site.sqlite3*"))
    assert [file.name for file in files] == [f"site.sqlite3{end}" for end in ("", "-shm", "-wal")]
    assert {get_mode(file) for file in files} == {0o600}


@pytest.mark.django_db
def test_an_existing_database_becomes_private(path: Path, database: BaseDatabaseWrapper) -> None:
    fill(database)
    database.close()
    path.chmod(0o644)
    fill(database)
    assert {get_mode(file) for file in path.parent.glob("site.sqlite3*")} == {0o600}


@pytest.mark.parametrize("mode", [None, 0o644, 0o666])
def test_a_private_file(tmp_path: Path, mode: int | None) -> None:
    path = tmp_path / "report.json"
    if mode:
        path.write_text("something long that was there before")
        path.chmod(mode)
    write_private_text(path, "{}")
    assert get_mode(path) == 0o600
    assert path.read_text() == "{}"
