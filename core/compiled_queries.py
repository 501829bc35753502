"""Queries whose SQL is put together once and asked again and again.

Django puts the SQL of a query together each time it is asked. For what stands on every page of a
thread that takes several times as long as the database needs to answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model, QuerySet
    from django.db.models.sql.compiler import SQLCompiler

type Value = int | str | dt.datetime
type Values = list[int] | list[str]
# What makes another statement of a query: how long its lists are; 0 stands for a single value.
type _Shape = tuple[int, ...]

type _Known = dict[tuple[CompiledQuery[Any], _Shape], _Statement]

_KNOWN = "folkmoot_statements"


class Parameter(Expression):
    """The place of a value in a prepared query."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(
        self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any]]:
        """Leave a place in the SQL, and say among the parameters whose place it is."""
        return "%s", (self,)


class CompiledQuery[Row]:
    """A query that is written once, with places for values, and asked with other values each time.

    ``build`` takes a ``Given`` for each value, or a list of them for a list of values, and returns
    the query as a ``values_list``; ``make`` makes a row of its columns. Values are numbers, words
    and times; ``None`` and empty lists have no place. Lists of another length are another
    statement, so they are for what has few lengths, as pages have.
    """

    def __init__(
        self, make: Callable[[Sequence[Any]], Row], build: Callable[..., QuerySet[Any, Any]]
    ) -> None:
        self._make = make
        self._build = build

    def __call__(self, *values: Value | Values) -> list[Row]:
        """Return the rows for these values. One query."""
        shape = tuple([len(value) if isinstance(value, list) else 0 for value in values])
        return [*map(self._make, self._statement(shape).rows(_flat(values)))]

    def _statement(self, shape: _Shape) -> _Statement:
        database = connections[DEFAULT_DB_ALIAS]
        # A connection belongs to one thread, and takes its statements along when it goes.
        known: _Known = vars(database).setdefault(_KNOWN, {})
        if (statement := known.get((self, shape))) is None:
            statement = known[self, shape] = _Statement(self._build(*_places(shape)), database)
        return statement


class _Statement:
    """The SQL of a query on one connection, and what makes Python of its columns."""

    def __init__(self, query: QuerySet[Any, Any], database: BaseDatabaseWrapper) -> None:
        self._compiler = query.query.get_compiler(connection=database)
        self._sql, self._parameters = self._compiler.as_sql()
        columns = [column for column, _sql, _alias in self._compiler.select]
        self._converters = [
            (place, convert, column)
            for place, (converters, column) in self._compiler.get_converters(columns).items()
            for convert in converters
        ]

    def rows(self, values: Sequence[Value]) -> Iterable[Sequence[Any]]:
        database = self._compiler.connection
        adapted = [
            database.ops.adapt_datetimefield_value(value)
            if isinstance(value, dt.datetime)
            else value
            for value in values
        ]
        parameters = [
            adapted[one.place] if isinstance(one, Parameter) else one for one in self._parameters
        ]
        with database.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            rows = cursor.fetchall()
        return map(self._converted, rows) if self._converters else rows

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, convert, column in self._converters:
            # Neither database writes anything but NULL for what is missing.
            if (value := values[place]) is not None:
                values[place] = convert(value, column, self._compiler.connection)
        return values


def _places(shape: _Shape) -> list[Parameter | list[Parameter]]:
    places = iter(range(sum(length or 1 for length in shape)))
    return [
        [Parameter(next(places)) for _ in range(length)] if length else Parameter(next(places))
        for length in shape
    ]


def _flat(values: Sequence[Value | Values]) -> list[Value]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


class ModelColumns[M: Model]:
    """The columns of a model and of rows that it leads to, and how instances are made of them.

    ``related`` are names of foreign keys, or of what has a one-to-one key to the model; as with
    ``select_related``, they come along. Fields ``without`` are fetched when they are asked for.
    """

    def __init__(self, model: type[M], *related: str, without: Collection[str] = ()) -> None:
        self._model = model
        self._own = [name for name in _names(model) if name not in without]
        self._related = [_Related(name, model._meta.get_field(name)) for name in related]

    @property
    def names(self) -> list[str]:
        """What to give to ``values_list``."""
        return [*self._own, *(name for one in self._related for name in one.paths)]

    def build_instance(self, row: Sequence[Any]) -> M:
        """Return the instance that a row of these columns is."""
        end = len(self._own)
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._own, row[:end])
        for one in self._related:
            begin, end = end, end + len(one.names)
            one.join(made, row[begin:end])
        return made


class _Related:
    def __init__(self, name: str, field: Any) -> None:
        self._field = field
        self._model = field.related_model
        self.names = _names(self._model)
        self.paths = [f"{name}__{one}" for one in self.names]
        self._key = self.names.index(self._model._meta.pk.attname)

    def join(self, instance: Model, values: Sequence[Any]) -> None:
        found = None
        if values[self._key] is not None:
            found = self._model.from_db(DEFAULT_DB_ALIAS, self.names, values)
            if self._field.one_to_one:
                self._field.remote_field.set_cached_value(found, instance)
        self._field.set_cached_value(instance, found)


def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
