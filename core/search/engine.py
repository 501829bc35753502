"""The search engine interface, implemented for each database (``sqlite``, ``postgresql``)."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from core.search.query import Query
from core.search.sources import SearchSource

# A source's kind and a row's primary key.
type Match = tuple[str, int]


class SearchEngine(Protocol):
    """A full-text index in the database that stays in sync with the tables automatically."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None: ...

    def install(self, source: SearchSource[Any]) -> None:
        """Create and fill a source's index, unless it already exists and is up to date."""

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Match]:
        """Return up to ``count`` matches, starting at ``start``, best first, using one query."""

    def get_keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        """Return a subquery for the primary keys of all matching rows in a source."""

    def find_newest_keys(self, query: Query, source: SearchSource[Any], *, count: int) -> list[int]:
        """Return the highest primary keys of matching rows, at most ``count``, using one query."""
