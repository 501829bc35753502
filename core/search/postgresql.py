"""PostgreSQL: a stored column of the words of each row, and a GIN index over it.

The column is generated, so the database keeps it in step by itself. See
https://www.postgresql.org/docs/current/textsearch-tables.html.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from core.search.engine import Match
from core.search.query import Query, Term
from core.search.sources import SearchSource

COLUMN = "search_words"
# No language is taken for granted: words are found as they are written.
_CONFIG = "'simple'"
# PostgreSQL refuses to make a row whose words fill a megabyte.
_MOST_CHARACTERS = 200_000
# To the parser of PostgreSQL "example.com" is one word and "3-4" a negative number; to readers, and
# to SQLite, whatever isn't a letter or a digit stands between words.
_BETWEEN = "!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~"
# Ranking reads each row's words, so that only so many can be ranked while a reader waits.
CANDIDATES = 5_000
_LABELS = "ABCD"


@dataclass(frozen=True, slots=True)
class PostgreSQLEngine:
    """The engine of one connection."""

    connection: BaseDatabaseWrapper

    def install(self, source: SearchSource[Any]) -> None:
        """Make column and index unless the column says that it was made just as it would be."""
        statements = _statements(source)
        version = hashlib.sha256("".join(statements).encode()).hexdigest()[:16]
        with self.connection.cursor() as cursor, transaction.atomic(self.connection.alias):
            tables = self.connection.introspection.table_names(cursor)
            if source.table not in tables or _version(cursor, source) == version:
                return
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(f"COMMENT ON COLUMN {source.table}.{COLUMN} IS '{version}'")

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Match]:
        """Return a stretch of the matches, by the cover density of their words."""
        ranked = " UNION ALL ".join(_ranked(source) for source in sources)
        match, words = _match(query)
        sql = (
            f"WITH query AS (SELECT {match} AS words)"  # noqa: S608 - names of ours
            f" SELECT kind, id FROM ({ranked}) AS ranked"
            " ORDER BY score DESC, id DESC LIMIT %s OFFSET %s"
        )
        parameters = [part for source in sources for part in (source.kind, CANDIDATES)]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*words, *parameters, count, start])
            return [(kind, key) for kind, key in cursor.fetchall()]

    def get_keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        """Return the keys of all rows whose words match."""
        match, words = _match(query)
        condition = f"{COLUMN} @@ ({match}) AND {_condition(source)}"
        return RawSQL(f"SELECT id FROM {source.table} WHERE {condition}", words)  # noqa: S608, S611 - names of ours


def _match(query: Query) -> tuple[str, list[str]]:
    """Return the query as an expression of PostgreSQL and the words for its placeholders."""
    wanted = " && ".join(_TERM for _ in query.wanted)
    unwanted = "".join(f" && !! {_TERM}" for _ in query.unwanted)
    return wanted + unwanted, [_term(term) for term in (*query.wanted, *query.unwanted)]


_TERM = f"to_tsquery({_CONFIG}, %s)"


def _term(term: Term) -> str:
    # Words are letters and digits, so that there is no quotation mark in them to double.
    *first, last = (f"'{word}'" for word in term.words)
    return " <-> ".join([*first, last + (":*" if term.is_prefix else "")])


def _ranked(source: SearchSource[Any]) -> str:
    # The weights of D, C, B, A, in this order.
    weights = [0.1, 0.1, 0.1, 0.1]
    for label, column in zip(_LABELS, source.columns, strict=False):
        weights[3 - _LABELS.index(label)] = min(column.weight / 10, 1.0)
    array = ", ".join(map(str, weights))
    return (
        f"(SELECT %s AS kind, id, ts_rank_cd('{{{array}}}', {COLUMN}, query.words, 1) AS score"  # noqa: S608 - names of ours
        f" FROM (SELECT id, {COLUMN} FROM {source.table}, query"
        f" WHERE {COLUMN} @@ query.words AND {_condition(source)} LIMIT %s) AS found, query)"
    )


def _statements(source: SearchSource[Any]) -> list[str]:
    index = f"{source.table}_{COLUMN}"
    words = " || ".join(
        f"setweight(to_tsvector({_CONFIG}, translate(left({column.name}, {_MOST_CHARACTERS}),"
        f" '{_BETWEEN}', '{' ' * (len(_BETWEEN) - 1)}')), '{label}')"
        for label, column in zip(_LABELS, source.columns, strict=False)
    )
    return [
        f"ALTER TABLE {source.table} DROP COLUMN IF EXISTS {COLUMN}",
        (
            f"ALTER TABLE {source.table} ADD COLUMN {COLUMN} tsvector"
            f" GENERATED ALWAYS AS ({words}) STORED"
        ),
        f"CREATE INDEX {index} ON {source.table} USING gin ({COLUMN}) WHERE {_condition(source)}",
    ]


def _condition(source: SearchSource[Any]) -> str:
    column, value = source.only_where
    return f"{column} = '{value}'"


def _version(cursor: Any, source: SearchSource[Any]) -> str | None:
    cursor.execute(
        "SELECT col_description(attrelid, attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attname = %s AND NOT attisdropped",
        [source.table, COLUMN],
    )
    row = cursor.fetchone()
    return row[0] if row else None
