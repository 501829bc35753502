"""Full-text search over all registered sources, in one ranked list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.search.engine import Match
from core.search.query import Query, parse_query
from core.search.registry import get_engine, get_source, get_sources
from core.search.snippets import build_snippet
from core.search.sources import Hit

PAGE_SIZE = 20
# Nobody reads further; a better query helps more.
LAST_PAGE = 50


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first."""

    items: Sequence[Hit]
    number: int
    has_next: bool
    is_too_short: bool = False

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def search(text: str, number: int = 1) -> SearchPage:
    """Return page ``number`` (1 to ``LAST_PAGE``) of the hits for ``text``.

    ``text`` can be any string. This takes one query, plus one for each kind of hit on the page. A
    page may hold fewer than ``PAGE_SIZE`` hits if the index contains rows that aren't public yet.
    """
    if not 1 <= number <= LAST_PAGE:
        raise ValueError(f"There is no page {number}")
    query = parse_query(text)
    if query.is_too_short:
        return SearchPage([], number, has_next=False, is_too_short=True)
    start = (number - 1) * PAGE_SIZE
    found = get_engine().find(query, get_sources(), start=start, count=PAGE_SIZE + 1)
    has_next = len(found) > PAGE_SIZE and number < LAST_PAGE
    return SearchPage(_build_hits(found[:PAGE_SIZE], query), number, has_next)


def filter_matching[Rows: QuerySet[Any]](rows: Rows, text: str, *, kind: str) -> Rows:
    """Filter ``rows``, which belong to search source ``kind``, to those matching ``text``.

    The order is preserved. If ``text`` is too short to search for, nothing matches.
    """
    query = parse_query(text)
    if query.is_too_short:
        return rows.none()
    return rows.filter(pk__in=get_engine(rows.db).get_keys(query, get_source(kind)))


def find_newest_keys(text: str, *, kind: str, count: int, using: str = "default") -> list[int]:
    """Return the primary keys of the newest matches, at most ``count``, newest first. One query.

    If ``text`` is too short to search for, nothing matches.
    """
    query = parse_query(text)
    if query.is_too_short:
        return []
    return get_engine(using).find_newest_keys(query, get_source(kind), count=count)


def _build_hits(found: Sequence[Match], query: Query) -> list[Hit]:
    hits: dict[Match, Hit] = {}
    for source in get_sources():
        keys = [key for kind, key in found if kind == source.kind]
        if not keys:
            continue
        snippet_column = source.columns[-1].name
        for row in source.get_public_rows().filter(pk__in=keys):
            snippet = build_snippet(getattr(row, snippet_column), query.required)
            hits[source.kind, row.pk] = source.build_hit(row, snippet)
    return [hits[match] for match in found if match in hits]
