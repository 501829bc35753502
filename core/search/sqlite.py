"""Search on SQLite, using an FTS5 index for each table, updated by triggers.

The index stores no copy of the text ("contentless"). The triggers fold the text with a Python
function, so only this application can write to the tables.
See https://sqlite.org/fts5.html, sections 4.4.2 and 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.expressions import RawSQL

from core.search.engine import Match
from core.search.folding import (
    FOLD_FUNCTION,
    FOLDING_VERSION,
    INDEX_FUNCTION,
    build_index_text,
    fold_words,
)
from core.search.query import MIN_PREFIX, Query, Term
from core.search.sources import SearchSource

# Ranking all matches for a word that occurs in hundreds of thousands of comments would take too
# long, so only the newest ones are ranked.
CANDIDATES = 20_000
# Texts are folded already. Marks that are left are part of a word.
_TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* M*'"


@dataclass(frozen=True, slots=True)
class SQLiteEngine:
    """The search engine for a SQLite connection."""

    connection: BaseDatabaseWrapper

    def install(self, source: SearchSource[Any]) -> None:
        """Create the index and its triggers, and fill the index, unless all are up to date.

        SQLite makes most schema changes by copying the table, and drops the triggers along with the
        original. When that happens, the index is rebuilt.
        """
        required = _build_statements(source)
        with self.connection.cursor() as cursor, transaction.atomic(self.connection.alias):
            tables = self.connection.introspection.table_names(cursor)
            if source.table not in tables or _get_existing(cursor, required) == required:
                return
            for name in reversed(required):
                kind = "TABLE" if name == _get_index_name(source) else "TRIGGER"
                cursor.execute(f"DROP {kind} IF EXISTS {name}")
            for statement in required.values():
                cursor.execute(statement)
            cursor.execute(_build_fill(source))

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Match]:
        """Rank matches with FTS5's bm25 function, for which lower scores are better."""
        ranked = " UNION ALL ".join(_build_ranked(source) for source in sources)
        sql = f"SELECT kind, id FROM ({ranked}) ORDER BY score, id DESC LIMIT %s OFFSET %s"  # noqa: S608 - our own names
        match = _build_match(query)
        parameters = [part for source in sources for part in (source.kind, match, CANDIDATES)]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*parameters, count, start])
            return [(kind, key) for kind, key in cursor.fetchall()]

    def get_keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        index = _get_index_name(source)
        return RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [_build_match(query)])  # noqa: S608, S611 - our own names

    def find_newest_keys(self, query: Query, source: SearchSource[Any], *, count: int) -> list[int]:
        """Read the index backwards, so that a common word costs no more than a rare one."""
        index = _get_index_name(source)
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 - our own names
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [_build_match(query), count])
            return [key for (key,) in cursor.fetchall()]


def _build_match(query: Query) -> str:
    """Return the query in FTS5 syntax, with all words quoted."""
    required = " AND ".join(_build_term(term) for term in query.required)
    if not query.excluded:
        return required
    excluded = " OR ".join(_build_term(term) for term in query.excluded)
    return f"({required}) NOT ({excluded})"


def _build_term(term: Term) -> str:
    # Folded words contain no quotation marks, so there is nothing to escape.
    return f'"{" ".join(term.index_words)}"' + (" *" if term.ends_with_prefix else "")


def _build_ranked(source: SearchSource[Any]) -> str:
    index = _get_index_name(source)
    weights = ", ".join(str(column.weight) for column in source.columns)
    return (
        f"SELECT * FROM (SELECT %s AS kind, rowid AS id, bm25({index}, {weights}) AS score"  # noqa: S608 - our own names
        f" FROM {index} WHERE {index} MATCH %s ORDER BY rowid DESC LIMIT %s)"
    )


def _get_index_name(source: SearchSource[Any]) -> str:
    return f"search_{source.kind}"


def _build_statements(source: SearchSource[Any]) -> dict[str, str]:
    """Return the statements that create the index and its triggers, keyed by their names."""
    index, table = _get_index_name(source), source.table
    columns = ", ".join(source.column_names)
    watched = [source.only_where[0], *source.column_names]
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in watched)
    add = f"INSERT INTO {index} (rowid, {columns}) SELECT new.id, {_fold_columns(source, 'new')}"
    # Deleting from a contentless index requires the old values.
    forget = (
        f"INSERT INTO {index} ({index}, rowid, {columns})"
        f" SELECT 'delete', old.id, {_fold_columns(source, 'old')}"
    )
    return {
        index: f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='',"
        f' prefix={MIN_PREFIX}, tokenize="{_TOKENIZER}")',
        f"{index}_insert": f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN"
        f" /* folding {FOLDING_VERSION} */ {add} WHERE {_build_condition(source, 'new')}; END",
        f"{index}_delete": f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN"
        f" {forget} WHERE {_build_condition(source, 'old')}; END",
        f"{index}_update": f"CREATE TRIGGER {index}_update AFTER UPDATE ON {table}"
        f" WHEN {changed} BEGIN"
        f" {forget} WHERE {_build_condition(source, 'old')};"
        f" {add} WHERE {_build_condition(source, 'new')}; END",
    }


def _build_fill(source: SearchSource[Any]) -> str:
    columns = ", ".join(source.column_names)
    folded = _fold_columns(source, source.table)
    return (
        f"INSERT INTO {_get_index_name(source)} (rowid, {columns})"  # noqa: S608 - our own names
        f" SELECT id, {folded} FROM {source.table} WHERE {_build_condition(source, source.table)}"
    )


def _fold_columns(source: SearchSource[Any], row: str) -> str:
    return ", ".join(f"{INDEX_FUNCTION}({row}.{name})" for name in source.column_names)


def _build_condition(source: SearchSource[Any], row: str) -> str:
    column, value = source.only_where
    return f"{row}.{column} = '{value}'"


def _get_existing(cursor: Any, required: dict[str, str]) -> dict[str, str]:
    places = ", ".join("%s" for _ in required)
    cursor.execute(
        f"SELECT name, sql FROM sqlite_master WHERE name IN ({places})",  # noqa: S608 - placeholders
        list(required),
    )
    present = dict(cursor.fetchall())
    return {name: present[name] for name in required if name in present}


def _create_functions(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        for name, function in ((INDEX_FUNCTION, build_index_text), (FOLD_FUNCTION, fold_words)):
            connection.connection.create_function(
                name, 1, lambda text, function=function: text and function(text), deterministic=True
            )


connection_created.connect(_create_functions, dispatch_uid="core.search.sqlite")
