"""Search on PostgreSQL, using a generated ``tsvector`` column with a GIN index in each table.

SQL functions fold the texts in the same way as ``core.search.folding`` folds the queries.
See https://www.postgresql.org/docs/current/textsearch-tables.html.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from core.search.engine import Match
from core.search.folding import (
    ASCII_SEPARATORS,
    FOLD_FUNCTION,
    IGNORED,
    INDEX_FUNCTION,
    LETTERS,
    SEPARATORS,
    SUPPLEMENTARY_SEPARATORS,
    UNSPACED,
)
from core.search.query import Query, Term
from core.search.sources import SearchSource

COLUMN = "search_words"
# Words are indexed without stemming, because a site's texts may be in several languages.
_CONFIG = "'simple'"
# PostgreSQL rejects rows with a megabyte of words.
_MAX_CHARACTERS = 200_000
# Text without spaces takes more room.
_MAX_UNSPACED = 50_000
# Ranking reads the words of each row, so the number of ranked matches is limited.
CANDIDATES = 5_000
_LABELS = "ABCD"


@dataclass(frozen=True, slots=True)
class PostgreSQLEngine:
    """The search engine for a PostgreSQL connection."""

    connection: BaseDatabaseWrapper

    def install(self, source: SearchSource[Any]) -> None:
        """Create the search column and its index, unless they are up to date.

        A hash of the SQL statements, stored as the column's comment, identifies their version.
        """
        statements = _build_statements(source)
        version = hashlib.sha256("".join(statements).encode()).hexdigest()[:16]
        with self.connection.cursor() as cursor, transaction.atomic(self.connection.alias):
            tables = self.connection.introspection.table_names(cursor)
            if source.table not in tables or _get_version(cursor, source) == version:
                return
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(f"COMMENT ON COLUMN {source.table}.{COLUMN} IS '{version}'")

    def find(
        self, query: Query, sources: Sequence[SearchSource[Any]], *, start: int, count: int
    ) -> list[Match]:
        """Rank matches by the cover density of the words (``ts_rank_cd``)."""
        ranked = " UNION ALL ".join(_build_ranked(source) for source in sources)
        match, words = _build_match(query)
        sql = (
            f"WITH query AS (SELECT {match} AS words)"  # noqa: S608 - our own names
            f" SELECT kind, id FROM ({ranked}) AS ranked"
            " ORDER BY score DESC, id DESC LIMIT %s OFFSET %s"
        )
        parameters = [part for source in sources for part in (source.kind, CANDIDATES)]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*words, *parameters, count, start])
            return [(kind, key) for kind, key in cursor.fetchall()]

    def get_keys(self, query: Query, source: SearchSource[Any]) -> RawSQL:
        match, words = _build_match(query)
        condition = f"{COLUMN} @@ ({match}) AND {_build_condition(source)}"
        return RawSQL(f"SELECT id FROM {source.table} WHERE {condition}", words)  # noqa: S608, S611 - our own names

    def find_newest_keys(self, query: Query, source: SearchSource[Any], *, count: int) -> list[int]:
        keys = self.get_keys(query, source)
        with self.connection.cursor() as cursor:
            cursor.execute(f"{keys.sql} ORDER BY id DESC LIMIT %s", [*keys.params, count])
            return [key for (key,) in cursor.fetchall()]


def _build_match(query: Query) -> tuple[str, list[str]]:
    """Return the query as an SQL expression, and the values for its placeholders."""
    required = " && ".join(_TERM for _ in query.required)
    excluded = "".join(f" && !! {_TERM}" for _ in query.excluded)
    return required + excluded, [_build_term(term) for term in (*query.required, *query.excluded)]


_TERM = f"to_tsquery({_CONFIG}, %s)"


def _build_term(term: Term) -> str:
    # Folded words contain no quotation marks or backslashes, so there is nothing to escape.
    *first, last = (f"'{word}'" for word in term.index_words)
    return " <-> ".join([*first, last + (":*" if term.ends_with_prefix else "")])


def _build_ranked(source: SearchSource[Any]) -> str:
    # The weights of D, C, B, and A, in that order.
    weights = [0.1, 0.1, 0.1, 0.1]
    for label, column in zip(_LABELS, source.columns, strict=False):
        weights[3 - _LABELS.index(label)] = min(column.weight / 10, 1.0)
    array = ", ".join(map(str, weights))
    return (
        f"(SELECT %s AS kind, id, ts_rank_cd('{{{array}}}', {COLUMN}, query.words, 1) AS score"  # noqa: S608 - our own names
        f" FROM (SELECT id, {COLUMN} FROM {source.table}, query"
        f" WHERE {COLUMN} @@ query.words AND {_build_condition(source)} LIMIT %s) AS found, query)"
    )


def _build_statements(source: SearchSource[Any]) -> list[str]:
    index = f"{source.table}_{COLUMN}"
    words = " || ".join(
        f"setweight(to_tsvector({_CONFIG}, {INDEX_FUNCTION}({column.name})), '{label}')"
        for label, column in zip(_LABELS, source.columns, strict=False)
    )
    return [
        f"ALTER TABLE {source.table} DROP COLUMN IF EXISTS {COLUMN}",
        _build_function(FOLD_FUNCTION, _build_fold_expression()),
        _build_function(INDEX_FUNCTION, _build_index_expression()),
        (
            f"ALTER TABLE {source.table} ADD COLUMN {COLUMN} tsvector"
            f" GENERATED ALWAYS AS ({words}) STORED"
        ),
        (
            f"CREATE INDEX {index} ON {source.table} USING gin ({COLUMN})"
            f" WHERE {_build_condition(source)}"
        ),
    ]


def _build_function(name: str, expression: str) -> str:
    # The expression is parsed now, so that a backup can be restored with any search path.
    return (
        f"CREATE OR REPLACE FUNCTION {name}(value text) RETURNS text LANGUAGE sql"
        f" IMMUTABLE STRICT PARALLEL SAFE RETURN {expression}"
    )


def _build_fold_expression() -> str:
    """Return an expression for the same result as that of ``core.search.folding.fold``."""
    separators = ASCII_SEPARATORS.replace("\0", "")
    spaces = " " * len(separators)
    in_ascii = _translate("value", ascii_uppercase + separators, ascii_lowercase + spaces)
    plain = f"regexp_replace(value, '[{IGNORED}]+', '', 'g')"
    plain = f"regexp_replace(normalize({plain}, NFKD), '[{IGNORED}]+', '', 'g')"
    capitals, small = _get_capitals()
    lower = f"CASE lower('Ж') WHEN 'ж' THEN lower({plain})"
    # Without a locale, PostgreSQL knows the case of ASCII letters only.
    lower = f"{lower} ELSE lower({_translate(plain, capitals, small)}) END"
    pairs = [pair for pair in LETTERS.items() if len(pair[1]) == 1]
    letters, others = map("".join, zip(*pairs, strict=True))
    folded = _translate(lower, letters + separators, others + spaces)
    for letter, other in LETTERS.items():
        if len(other) > 1:
            folded = f"replace({folded}, {_quote(letter)}, {_quote(other)})"
    between_words = f"[{SEPARATORS}{SUPPLEMENTARY_SEPARATORS}]"
    folded = f"regexp_replace(normalize({folded}, NFC), '{between_words}', ' ', 'g')"
    is_ascii = "octet_length(value) = char_length(value)"
    return f"CASE WHEN {is_ascii} THEN {in_ascii} ELSE {folded} END"


def _build_index_expression() -> str:
    """Return an expression for the result of ``build_index_text``, for the start of a long text.

    For a run ``abc``, doubling yields ``aabbcc``; separating the first character, ``a abbcc``; and
    separating the pairs, ``a ab bc c``.
    """
    one = f"([{UNSPACED}])"
    pairs = f"left(folded, {_MAX_UNSPACED})"
    for pattern, replacement in (
        (f"([{UNSPACED}]+)", r" \1 "),
        (one, r"\1\1"),
        (f" {one}", r" \1 "),
        (one + one, r"\1\2 "),
    ):
        pairs = f"regexp_replace({pairs}, '{pattern}', '{replacement}', 'g')"
    folded = f"SELECT {FOLD_FUNCTION}(left(value, {_MAX_CHARACTERS})) AS folded"
    return f"(SELECT CASE WHEN folded ~ '{one}' THEN {pairs} ELSE folded END FROM ({folded}) AS f)"  # noqa: S608 - our own names


@cache
def _get_capitals() -> tuple[str, str]:
    """Return all capital letters outside ASCII that Unicode doesn't decompose, and small ones."""
    capitals = [
        letter
        for letter in map(chr, range(0x80, 0x20000))
        if len(letter.lower()) == 1
        and letter.lower() != letter
        and not unicodedata.decomposition(letter)
    ]
    return "".join(capitals), "".join(map(str.lower, capitals))


def _translate(expression: str, characters: str, others: str) -> str:
    return f"translate({expression}, {_quote(characters)}, {_quote(others)})"


def _quote(text: str) -> str:
    """Return an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def _build_condition(source: SearchSource[Any]) -> str:
    column, value = source.only_where
    return f"{column} = '{value}'"


def _get_version(cursor: Any, source: SearchSource[Any]) -> str | None:
    cursor.execute(
        "SELECT col_description(attrelid, attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attname = %s AND NOT attisdropped",
        [source.table, COLUMN],
    )
    row = cursor.fetchone()
    return row[0] if row else None
