"""One page of what was found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from core.search.engine import Match
from core.search.query import Query, parse_query
from core.search.registry import get_engine, get_source, get_sources
from core.search.snippets import build_snippet

PAGE_SIZE = 20
# Nobody turns more pages; what is further back needs better words.
LAST_PAGE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found, as a list shows it."""

    kind: str
    url: str
    title: str
    byline: str
    when: dt.datetime
    snippet: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, the best first."""

    items: Sequence[Hit]
    number: int
    has_next: bool
    is_too_short: bool = False

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1


def search(text: str, number: int = 1) -> Results:
    """Return page ``number`` (1 to ``LAST_PAGE``) of what matches, whatever the text is.

    Costs one query, and one more for each kind of rows on the page with what it selects. A page
    may hold a few hits less than ``PAGE_SIZE``, where the index knows rows that aren't public yet.
    """
    if not 1 <= number <= LAST_PAGE:
        raise ValueError(f"There is no page {number}")
    query = parse_query(text)
    if query.is_too_short:
        return Results([], number, has_next=False, is_too_short=True)
    start = (number - 1) * PAGE_SIZE
    found = get_engine().find(query, get_sources(), start=start, count=PAGE_SIZE + 1)
    has_next = len(found) > PAGE_SIZE and number < LAST_PAGE
    return Results(_drawn(found[:PAGE_SIZE], query), number, has_next)


def matching[Rows: QuerySet[Any]](rows: Rows, text: str, *, kind: str) -> Rows:
    """Return those of ``rows`` that match the text, in the order that they have.

    ``kind`` is that of their source. A text that asks for nothing, or for one letter, matches none.
    """
    query = parse_query(text)
    if query.is_too_short:
        return rows.none()
    return rows.filter(pk__in=get_engine(rows.db).keys(query, get_source(kind)))


def _drawn(found: Sequence[Match], query: Query) -> list[Hit]:
    hits: dict[Match, Hit] = {}
    for source in get_sources():
        keys = [key for kind, key in found if kind == source.kind]
        if not keys:
            continue
        body = source.columns[-1].name
        for row in source.public().filter(pk__in=keys):
            marked = build_snippet(getattr(row, body), query.wanted)
            hits[source.kind, row.pk] = source.draw(row, marked)
    return [hits[one] for one in found if one in hits]
