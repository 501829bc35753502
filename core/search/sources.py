"""Types that apps use to describe their searchable tables."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class SearchColumn:
    """A text column.

    ``weight`` is how much a match counts, relative to a match in a column with weight 1.
    """

    name: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result."""

    kind: str
    url: str
    title: str
    byline: str
    date: dt.datetime
    snippet: SafeString
    # HTML after the byline.
    badge: SafeString = field(default_factory=SafeString)


@dataclass(frozen=True, slots=True)
class SearchSource[M: Model]:
    """A searchable table. Apps register it with ``core.search.registry.register_source``.

    ``kind`` names the source. Snippets are taken from the last entry in ``columns``.

    ``only_where`` is a column and its required value. Rows with other values, which most readers
    are never allowed to see, are not indexed, because they would slow down searches.

    ``get_public_rows`` decides which indexed rows are shown and selects what ``build_hit`` needs.
    """

    kind: str
    model: type[M]
    columns: Sequence[SearchColumn]
    only_where: tuple[str, str]
    get_public_rows: Callable[[], QuerySet[M]]
    build_hit: Callable[[M, SafeString], Hit]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]
