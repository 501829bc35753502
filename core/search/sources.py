"""What is searched: the tables that the rooms register."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.signals import post_migrate
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from core.search.sources import Hit


@dataclass(frozen=True, slots=True)
class SearchColumn:
    """A text column that is searched; a word in it counts ``weight`` times as much as one in 1."""

    name: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SearchSource[M: Model]:
    """A table to search.

    ``columns`` end with the one that the snippet is taken from. ``only_where`` is a column and the
    value that it must have for a row to be in the index at all, so that what most readers may never
    see doesn't weigh the index down; ``public`` has the last word on what is shown, and selects
    all that ``draw`` needs of a row.
    """

    kind: str
    model: type[M]
    columns: Sequence[SearchColumn]
    only_where: tuple[str, str]
    public: Callable[[], QuerySet[M]]
    draw: Callable[[M, SafeString], "Hit"]

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    @property
    def column_names(self) -> list[str]:
        """The names of the searched columns, in order."""
        return [column.name for column in self.columns]


_sources: dict[str, SearchSource[Any]] = {}


def register(source: SearchSource[Any]) -> None:
    """Search this table too. To be called when the site starts, once for each kind."""
    _sources[source.kind] = source
    post_migrate.connect(
        partial(_install, source),
        sender=apps.get_app_config(source.model._meta.app_label),
        dispatch_uid=f"core.search.{source.kind}",
        weak=False,
    )


def sources() -> list[SearchSource[Any]]:
    """Return what is registered."""
    return list(_sources.values())


def source_of(kind: str) -> SearchSource[Any]:
    """Return what is registered under a kind; ``KeyError`` where nothing is."""
    return _sources[kind]


def _install(source: SearchSource[Any], *, using: str, **kwargs: object) -> None:
    """Make or mend the index after a migration, which may have made the table anew."""
    from core.search.registry import get_engine  # noqa: PLC0415 - connections come after the configs

    get_engine(using).install(source)
