"""Base classes for model admins."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

# Integers of this many digits fit into 64 bits.
_MAX_DIGITS = 18


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
        return not -(2**63) <= int(value) < 2**63
    except ValueError:
        return False


class SafeFilterAdmin(admin.ModelAdmin):
    """A model admin that uses ``SafeFilterChangeList``."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SafeFilterChangeList


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
