"""The registry of search sources, and the engine that indexes them.

The database keeps the indexes up to date with triggers or generated columns, so services that write
to a searchable table don't need to update its index.
"""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate

from core.search.engine import SearchEngine
from core.search.postgresql import PostgreSQLEngine
from core.search.sources import SearchSource
from core.search.sqlite import SQLiteEngine

_ENGINES: dict[str, type[SearchEngine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}
_sources: dict[str, SearchSource[Any]] = {}


def register_source(source: SearchSource[Any]) -> None:
    """Make a table searchable. Call this from ``AppConfig.ready()``, once for each kind."""
    _sources[source.kind] = source
    post_migrate.connect(
        partial(_install, source),
        sender=apps.get_app_config(source.model._meta.app_label),
        dispatch_uid=f"core.search.{source.kind}",
        weak=False,
    )


def get_sources() -> list[SearchSource[Any]]:
    return list(_sources.values())


def get_source(kind: str) -> SearchSource[Any]:
    """Return the source with the given kind. Raise ``KeyError`` if there is none."""
    return _sources[kind]


def get_engine(using: str = "default") -> SearchEngine:
    """Return the search engine for a database connection."""
    connection = connections[using]
    return _ENGINES[connection.vendor](connection)


def _install(source: SearchSource[Any], *, using: str, **kwargs: object) -> None:
    """Repair or update the index after a migration, which may have recreated the table."""
    get_engine(using).install(source)
