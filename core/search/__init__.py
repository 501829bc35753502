"""Full-text search over what the rooms above register, in one ranked list.

A room describes a table of its own as a ``SearchSource`` and registers it when the site starts. The
database does the rest: it keeps the index in step with the table by itself (``sqlite``,
``postgresql``), so no service needs to think of it.
"""

from core.search.registry import register_source
from core.search.searching import LAST_PAGE, PAGE_SIZE, SearchPage, filter_matching, search
from core.search.sources import Hit, SearchColumn, SearchSource

__all__ = [
    "LAST_PAGE",
    "PAGE_SIZE",
    "Hit",
    "SearchColumn",
    "SearchPage",
    "SearchSource",
    "filter_matching",
    "register_source",
    "search",
]
