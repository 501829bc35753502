"""Split a list into pages that link only to the previous and next page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

# Longer than any list, and small enough for the OFFSET of any database.
_MAX_PAGE = 10_000_000


@dataclass(frozen=True, slots=True)
class Page[M: Model]:
    """One page of a list.

    The total number of pages is unknown, because counting them would read the whole list.
    """

    number: int
    items: Sequence[M]
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def get_page[M: Model](rows: QuerySet[M, Any], number: int, *, size: int) -> Page[M]:
    """Return page ``number`` of ``rows``, which must have a total order, using one query.

    Raise ``Http404`` for a page that doesn't exist. The first page always exists.
    """
    if not rows.totally_ordered:
        raise ValueError("Pages of a list without a total order overlap")
    if not 1 <= number <= _MAX_PAGE:
        raise Http404("Page number out of range")
    start = (number - 1) * size
    items = list(rows[start : start + size + 1])
    if not items and number > 1:
        raise Http404("Page does not exist")
    return Page(number, items[:size], len(items) > size)


def fetch_first[M: Model](rows: QuerySet[M, Any], load: QuerySet[M, M], count: int) -> list[M]:
    """Return the first ``count`` rows as ``load`` returns them, using two queries.

    ``rows`` has the conditions and the order; ``load`` has the related rows. A single query could
    read far more: when SQLite plans a join, it ignores LIMIT. It may start with the smaller table,
    read everything, and sort it.
    """
    keys = list(rows.values_list("pk", flat=True)[:count])
    found = load.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def parse_page_number(value: str) -> int:
    """Parse a page number from a URL. Raise ``Http404`` for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise Http404("Not a page number")
    return int(value)
