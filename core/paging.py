"""Lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

# No list is longer, and databases count no further than they can.
_LAST = 10_000_000


@dataclass(frozen=True, slots=True)
class Page[M: Model]:
    """One page of a list that is only ever walked forward and back.

    How many pages there are is not counted, because counting reads the whole list.
    """

    number: int
    items: Sequence[M]
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1


def get_page[M: Model](rows: QuerySet[M, Any], number: int, *, size: int) -> Page[M]:
    """Return page ``number`` of ``rows``, which must have a total order.

    One query. Raises ``Http404`` for a page that doesn't exist; the first one always does.
    """
    if not rows.totally_ordered:
        raise ValueError("Pages of a list without a total order overlap")
    if not 1 <= number <= _LAST:
        raise Http404("There is no page before the first, or so far behind it")
    start = (number - 1) * size
    items = list(rows[start : start + size + 1])
    if not items and number > 1:
        raise Http404("There is no such page")
    return Page(number, items[:size], len(items) > size)


def parse_page_number(value: str) -> int:
    """Return the number of a page as an address gives it. Raises ``Http404`` for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise Http404("There is no such page")
    return int(value)
