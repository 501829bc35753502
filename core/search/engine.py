"""The interface of a search engine. Each database has its own: ``sqlite``, ``postgresql``."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from core.search.query import Query
from core.search.sources import SearchSource

# The kind of a source and the primary key of a row.
type Match = tuple[str, int]


class SearchEngine(Protocol):
    """A full-text index in the database, which keeps itself up to date with the tables."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None: ...

    def install(self, source: SearchSource[Any]) -> None:
        """Create and fill the index of a source, unless it exists and is up to date."""

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Match]:
        """Return up to ``count`` matches from position ``start`` on, best first. One query."""

    def get_keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        """Return a subquery for the primary keys of all matching rows of a source."""
