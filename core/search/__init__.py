"""Full-text search over what the rooms above register, in one ranked list.

A room describes a table of its own as a ``SearchSource`` and registers it when the site starts. The
database does the rest: it keeps the index in step with the table by itself (``sqlite``,
``postgresql``), so no service needs to think of it.
"""

from core.search.results import LAST_PAGE, PAGE_SIZE, Hit, Results, matching, search
from core.search.sources import Column, SearchSource, register

__all__ = [
    "LAST_PAGE",
    "PAGE_SIZE",
    "Column",
    "Hit",
    "Results",
    "SearchSource",
    "matching",
    "register",
    "search",
]
