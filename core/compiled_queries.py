"""Queries whose SQL is compiled once and executed many times.

Django builds the SQL for a queryset each time it is evaluated. For the queries on a thread page,
building the SQL takes several times as long as executing it.

This module uses Django's SQL compiler, which is not a public API. With ``COMPILED_QUERIES =
False``, the same querysets are evaluated in the usual way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model, QuerySet
    from django.db.models.sql.compiler import SQLCompiler

type Value = int | str | dt.datetime
type Values = list[int] | list[str]
# The length of each list argument, or 0 for a single value. Each shape has its own statement.
type _Shape = tuple[int, ...]

type _Statements = dict[tuple[CompiledQuery[Any], _Shape], _Statement]

_CONNECTION_ATTRIBUTE = "folkmoot_statements"
_queries: WeakSet[CompiledQuery[Any]] = WeakSet()


class Parameter(Expression):
    """A placeholder for a value in a compiled query."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index

    def as_sql(
        self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any]]:
        return "%s", (self,)


class CompiledQuery[Row]:
    """A query that is built once and executed with different values each time.

    ``build_query`` returns the query as a ``values_list``. In place of each value, it receives a
    ``Parameter``; in place of a list of values, a list of ``Parameter`` objects. ``build_row``
    turns the columns of a row into a result.

    Values can be integers, strings, or datetimes, but not ``None`` or empty lists. The SQL is
    compiled separately for each list length, so lists should have only a few distinct lengths, as
    pages do.

        by_numbers = CompiledQuery(
            Row._make, lambda thread, numbers: rows.filter(thread=thread, number__in=numbers)
        )
        by_numbers(thread.pk, [1, 2, 3])
    """

    def __init__(
        self,
        build_row: Callable[[Sequence[Any]], Row],
        build_query: Callable[..., QuerySet[Any, Any]],
    ) -> None:
        self._build_row = build_row
        self._build_query = build_query
        _queries.add(self)

    def __call__(self, *values: Value | Values) -> list[Row]:
        """Return the rows for these values, using one query."""
        if not settings.COMPILED_QUERIES:
            return [*map(self._build_row, self._build_query(*values))]
        shape = tuple([len(value) if isinstance(value, list) else 0 for value in values])
        return [*map(self._build_row, self._get_statement(shape).execute(_flatten(values)))]

    def _get_statement(self, shape: _Shape) -> _Statement:
        connection = connections[DEFAULT_DB_ALIAS]
        # Each connection belongs to one thread, and its statements disappear with it.
        statements: _Statements = vars(connection).setdefault(_CONNECTION_ATTRIBUTE, {})
        if (statement := statements.get((self, shape))) is None:
            query = self._build_query(*_build_parameters(shape))
            statement = statements[self, shape] = _Statement(query, connection)
        return statement


def get_compiled_queries() -> list[CompiledQuery[Any]]:
    """Return all compiled queries in this process."""
    return list(_queries)


class _Statement:
    """A query's compiled SQL for one connection, and the converters for its columns."""

    def __init__(self, query: QuerySet[Any, Any], connection: BaseDatabaseWrapper) -> None:
        self._compiler = query.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()
        columns = [column for column, _sql, _alias in self._compiler.select]
        self._converters = [
            (index, convert, column)
            for index, (converters, column) in self._compiler.get_converters(columns).items()
            for convert in converters
        ]

    def execute(self, values: Sequence[Value]) -> Iterable[Sequence[Any]]:
        connection = self._compiler.connection
        adapted = [
            connection.ops.adapt_datetimefield_value(value)
            if isinstance(value, dt.datetime)
            else value
            for value in values
        ]
        parameters = [
            adapted[parameter.index] if isinstance(parameter, Parameter) else parameter
            for parameter in self._parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            rows = cursor.fetchall()
        return map(self._convert, rows) if self._converters else rows

    def _convert(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for index, convert, column in self._converters:
            # NULL is None on both databases.
            if (value := values[index]) is not None:
                values[index] = convert(value, column, self._compiler.connection)
        return values


def _build_parameters(shape: _Shape) -> list[Parameter | list[Parameter]]:
    indexes = iter(range(sum(length or 1 for length in shape)))
    return [
        [Parameter(next(indexes)) for _ in range(length)] if length else Parameter(next(indexes))
        for length in shape
    ]


def _flatten(values: Sequence[Value | Values]) -> list[Value]:
    return [item for value in values for item in (value if isinstance(value, list) else [value])]


class ModelColumns[M: Model]:
    """The columns of a model and of related models, for ``values_list``.

    ``related`` names foreign keys or reverse one-to-one relations, which are loaded as
    ``select_related`` would load them. The fields in ``without`` are deferred.
    """

    def __init__(self, model: type[M], *related: str, without: Collection[str] = ()) -> None:
        self._model = model
        self._own = [name for name in _get_column_names(model) if name not in without]
        self._related = [_RelatedColumns(name, model._meta.get_field(name)) for name in related]

    @property
    def names(self) -> list[str]:
        return [*self._own, *(path for related in self._related for path in related.paths)]

    def build_instance(self, row: Sequence[Any]) -> M:
        """Build a model instance from a row of these columns."""
        end = len(self._own)
        instance = self._model.from_db(DEFAULT_DB_ALIAS, self._own, row[:end])
        for related in self._related:
            start, end = end, end + len(related.names)
            related.attach(instance, row[start:end])
        return instance


class _RelatedColumns:
    def __init__(self, name: str, field: Any) -> None:
        self._field = field
        self._model = field.related_model
        self.names = _get_column_names(self._model)
        self.paths = [f"{name}__{column}" for column in self.names]
        self._key = self.names.index(self._model._meta.pk.attname)

    def attach(self, instance: Model, values: Sequence[Any]) -> None:
        related = None
        if values[self._key] is not None:
            related = self._model.from_db(DEFAULT_DB_ALIAS, self.names, values)
            if self._field.one_to_one:
                self._field.remote_field.set_cached_value(related, instance)
        self._field.set_cached_value(instance, related)


def _get_column_names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
