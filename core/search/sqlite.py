"""SQLite: an FTS5 index beside each table, and triggers that keep it in step.

The index holds no text of its own ("external content"): SQLite reads the table where it needs to.
See https://sqlite.org/fts5.html, sections 4.4.3 and 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from core.search.engine import Match
from core.search.query import MIN_PREFIX, Query, Term
from core.search.sources import SearchSource

# A word that stands in a third of a million comments can't be ranked in the time that a reader
# waits; then the newest so many are.
CANDIDATES = 20_000


@dataclass(frozen=True, slots=True)
class SQLiteEngine:
    """The engine of one connection."""

    connection: BaseDatabaseWrapper

    def install(self, source: SearchSource[Any]) -> None:
        """Make index and triggers unless they are there just as they would be made.

        Later migrations may make the table anew, as SQLite knows few changes of a table, and with
        the old table go its triggers. Then the index is filled anew.
        """
        wanted = _statements(source)
        with self.connection.cursor() as cursor, transaction.atomic(self.connection.alias):
            tables = self.connection.introspection.table_names(cursor)
            if source.table not in tables or _present(cursor, wanted) == wanted:
                return
            for name in reversed(wanted):
                kind = "TABLE" if name == _index(source) else "TRIGGER"
                cursor.execute(f"DROP {kind} IF EXISTS {name}")
            for statement in wanted.values():
                cursor.execute(statement)
            cursor.execute(_fill(source))

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Match]:
        """Return a stretch of the matches, by the bm25 of FTS5, of which the least is the best."""
        ranked = " UNION ALL ".join(_ranked(source) for source in sources)
        sql = f"SELECT kind, id FROM ({ranked}) ORDER BY score, id DESC LIMIT %s OFFSET %s"  # noqa: S608 - names of ours
        match = _match(query)
        parameters = [part for source in sources for part in (source.kind, match, CANDIDATES)]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*parameters, count, start])
            return [(kind, key) for kind, key in cursor.fetchall()]

    def get_keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        """Return the keys of all rows that match; which text is the index's own."""
        index = _index(source)
        return RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [_match(query)])  # noqa: S608, S611 - names of ours


def _match(query: Query) -> str:
    """Return the query in the language of FTS5, every word of the reader's in quotation marks."""
    wanted = " AND ".join(_term(term) for term in query.wanted)
    if not query.unwanted:
        return wanted
    unwanted = " OR ".join(_term(term) for term in query.unwanted)
    return f"({wanted}) NOT ({unwanted})"


def _term(term: Term) -> str:
    # Words are letters and digits, so that there is no quotation mark in them to double.
    return f'"{" ".join(term.words)}"' + (" *" if term.is_prefix else "")


def _ranked(source: SearchSource[Any]) -> str:
    index = _index(source)
    weights = ", ".join(str(column.weight) for column in source.columns)
    return (
        f"SELECT * FROM (SELECT %s AS kind, rowid AS id, bm25({index}, {weights}) AS score"  # noqa: S608 - names of ours
        f" FROM {index} WHERE {index} MATCH %s ORDER BY rowid DESC LIMIT %s)"
    )


def _index(source: SearchSource[Any]) -> str:
    return f"search_{source.kind}"


def _statements(source: SearchSource[Any]) -> dict[str, str]:
    """Return what makes the index and its triggers, by their names."""
    index, table = _index(source), source.table
    columns = ", ".join(source.column_names)
    watched = [source.only_where[0], *source.column_names]
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in watched)
    add = f"INSERT INTO {index} (rowid, {columns}) SELECT new.id, {_of(source, 'new')}"
    # An index without content of its own must be told what it has to forget.
    forget = (
        f"INSERT INTO {index} ({index}, rowid, {columns})"
        f" SELECT 'delete', old.id, {_of(source, 'old')}"
    )
    return {
        index: f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{table}',"
        f" content_rowid='id', prefix='{MIN_PREFIX}',"
        " tokenize='unicode61 remove_diacritics 2')",
        f"{index}_insert": f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN"
        f" {add} WHERE {_condition(source, 'new')}; END",
        f"{index}_delete": f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN"
        f" {forget} WHERE {_condition(source, 'old')}; END",
        f"{index}_update": f"CREATE TRIGGER {index}_update AFTER UPDATE ON {table}"
        f" WHEN {changed} BEGIN"
        f" {forget} WHERE {_condition(source, 'old')};"
        f" {add} WHERE {_condition(source, 'new')}; END",
    }


def _fill(source: SearchSource[Any]) -> str:
    columns = ", ".join(source.column_names)
    return (
        f"INSERT INTO {_index(source)} (rowid, {columns})"  # noqa: S608 - names of ours
        f" SELECT id, {columns} FROM {source.table} WHERE {_condition(source, source.table)}"
    )


def _of(source: SearchSource[Any], row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in source.column_names)


def _condition(source: SearchSource[Any], row: str) -> str:
    column, value = source.only_where
    return f"{row}.{column} = '{value}'"


def _present(cursor: Any, wanted: dict[str, str]) -> dict[str, str]:
    places = ", ".join("%s" for _ in wanted)
    cursor.execute(
        f"SELECT name, sql FROM sqlite_master WHERE name IN ({places})",  # noqa: S608 - placeholders
        list(wanted),
    )
    present = dict(cursor.fetchall())
    return {name: present[name] for name in wanted if name in present}
