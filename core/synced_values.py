"""Cached values that change in all processes at once.

Without a cache server each process has a cache of its own, so clearing it is not enough: pages
would alternate between old and new values. Each value therefore has a version that all processes
can see, and a cached value counts only if it was built for the current version. The version is read
before the value is built. A change that is committed in between has a newer one.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache


class SyncedValue[T]:
    """A cached value, built by a function from the database."""

    def __init__(self, name: str, build: Callable[[], T], *, seconds: int) -> None:
        self._name, self._build, self._seconds = name, build, seconds

    def get(self) -> T:
        """Return the value. It is built if it has changed or is older than ``seconds``."""
        version, cached = self._read()
        if cached is not None and cached[0] == version:
            value: T = cached[1]
            return value
        value = self._build()
        cache.set(self._name, (version, value), self._seconds)
        return value

    def clear(self) -> None:
        """Make all processes build the value again. Call this after committing a change."""
        if _is_process_cache():
            path = self._get_path()
            path.parent.mkdir(parents=True, exist_ok=True)
            # Each change adds a byte, which is atomic. A modification time could stay the same.
            with path.open("ab") as file:
                file.write(b".")
        else:
            cache.set(self._version_key, secrets.token_hex(8), None)

    def _read(self) -> tuple[object, tuple[object, Any] | None]:
        """Return the current version, and the cached version and value."""
        if _is_process_cache():
            return self._get_file_version(), cache.get(self._name)
        found = cache.get_many([self._version_key, self._name])
        return found.get(self._version_key), found.get(self._name)

    def _get_file_version(self) -> int:
        try:
            return os.stat(self._get_path()).st_size  # noqa: PTH116 - on each page, so as fast as possible
        except FileNotFoundError:
            return 0

    def _get_path(self) -> Path:
        return Path(settings.CACHE_VERSIONS_ROOT) / self._name

    @property
    def _version_key(self) -> str:
        return f"{self._name}.version"


def _is_process_cache() -> bool:
    return isinstance(caches["default"], LocMemCache)
