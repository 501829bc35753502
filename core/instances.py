"""Instances of a model out of the columns of a prepared query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS

if TYPE_CHECKING:
    from django.db.models import Model


class Columns[M: Model]:
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

    def instance(self, row: Sequence[Any]) -> M:
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
