"""Files that only the user running the site may read."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.backends.base.base import BaseDatabaseWrapper

PRIVATE = 0o600
# SQLite creates these files next to the database, with the same mode.
_SQLITE_SUFFIXES = ("", "-wal", "-shm", "-journal")


def write_private_text(path: Path, text: str) -> None:
    """Write a text file that only its owner can read, also if it exists already."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, PRIVATE)
        file.write(text)


def protect_database(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Make the files of an SQLite database readable only by their owner.

    SQLite creates a database that everyone on the machine can read. It contains email addresses,
    sessions, and the keys of second factors.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
        return
    for suffix in _SQLITE_SUFFIXES:
        # The database may belong to another user, who has to protect it.
        with suppress(FileNotFoundError, PermissionError):
            Path(name + suffix).chmod(PRIVATE)


class PrivateStorage(FileSystemStorage):
    """Storage in ``ORIGINALS_ROOT`` for files that are private to the site and never served."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=PRIVATE, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> Path:
        return Path(settings.ORIGINALS_ROOT)

    @property
    def location(self) -> str:
        return str(self.base_location.absolute())

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not served")
