"""Which engine a database has, and what every engine can do."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from core.search.query import Query
from core.search.sources import SearchSource

# The kind of the source and the key of the row.
type Found = tuple[str, int]


class Engine(Protocol):
    """An index in the database that keeps itself in step with the tables."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None: ...

    def install(self, source: SearchSource[Any]) -> None:
        """Make the index of a source if it is missing or out of date, and fill it."""

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Found]:
        """Return a stretch of the list of what matches, the best first. One query."""

    def keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        """Return the keys of all rows of a source that match, as a part of another query."""


def engine(using: str = "default") -> Engine:
    """Return the engine of a database connection."""
    from core.search.postgresql import PostgreSQL  # noqa: PLC0415 - they import this module
    from core.search.sqlite import SQLite  # noqa: PLC0415 - the same

    connection = connections[using]
    engines: dict[str, type[Engine]] = {"sqlite": SQLite, "postgresql": PostgreSQL}
    return engines[connection.vendor](connection)
