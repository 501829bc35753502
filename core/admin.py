"""Base classes for model admins."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db.models import DateTimeField
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.storable_lookups import fits_64_bits


class SafeFilterChangeList(ChangeList):
    """A change list that drops all filters if the databases can't store one of the values."""

    def get_filters_params(self, params: Any = None) -> Any:
        """Raise ``IncorrectLookupParameters`` if the databases can't store one of the values.

        Django then drops all filters. The databases would reject the value only when the rows are
        fetched, too late for Django to handle the error.
        """
        filters = super().get_filters_params(params)
        if any(_is_unstorable(value) for values in filters.values() for value in values):
            raise IncorrectLookupParameters
        return filters


def _is_unstorable(value: str) -> bool:
    """Check for NUL characters and for integers over 64 bits, including those in ``__in`` filters.

    The databases can store neither.
    """
    return "\0" in value or any(map(_is_past_64_bits, value.split(",")))


def _is_past_64_bits(value: str) -> bool:
    try:
        return not fits_64_bits(int(value))
    except ValueError:
        return False


class _SafeOptionsMixin(AutocompleteMixin):
    """Makes a widget ignore values that can't be keys. Django's widget queries for all of them."""

    choices: Any

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        keys = [one for one in value if not one or self._is_key(one)]
        return super().optgroups(name, keys, attr)

    def _is_key(self, value: Any) -> bool:
        try:
            self.choices.queryset.model._meta.pk.to_python(value)
        except ValidationError:
            return False
        return True


class SafeAutocompleteSelect(_SafeOptionsMixin, AutocompleteSelect):
    """A selection that is empty if the submitted value is invalid."""


class SafeAutocompleteSelectMultiple(_SafeOptionsMixin, AutocompleteSelectMultiple):
    """A multiple selection without the submitted values that are invalid."""


class SafeFilterAdmin(admin.ModelAdmin):
    """A model admin whose filters and autocomplete fields accept hostile values."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SafeFilterChangeList

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Ignore times in the query string. They are strings, which the widgets can't show."""
        return {
            name: value
            for name, value in super().get_changeform_initial_data(request).items()
            if not self._is_time(name)
        }

    def _is_time(self, name: str) -> bool:
        try:
            return isinstance(self.opts.get_field(name), DateTimeField)
        except FieldDoesNotExist:
            return False

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Use ``SafeAutocompleteSelect`` for autocomplete fields."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SafeAutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        """Use ``SafeAutocompleteSelectMultiple`` for autocomplete fields."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SafeAutocompleteSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class SingletonAdmin(admin.ModelAdmin):
    """Admin for settings stored in a single row (primary key 1).

    The change list redirects to the row's change form.
    """

    def ensure_row(self) -> None:
        """Create the row if it doesn't exist. Subclasses must implement this."""
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        self.ensure_row()
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[1]))
