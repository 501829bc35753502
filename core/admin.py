"""What the admins of several rooms share."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class SafeFilterChangeList(ChangeList):
    """A list that takes filters as an address gives them, but for what no text can hold."""

    def get_filters_params(self, params: Any = None) -> Any:
        """Return them. Raises ``IncorrectLookupParameters``, which leads to the whole list."""
        asked = super().get_filters_params(params)
        # PostgreSQL refuses it only when the list is read, too late for Django to notice.
        if any("\0" in value for values in asked.values() for value in values):
            raise IncorrectLookupParameters
        return asked


class SafeFilterAdmin(admin.ModelAdmin):
    """Rows, with a list that answers any address."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return how the list is made."""
        return SafeFilterChangeList


class SingletonAdmin(admin.ModelAdmin):
    """Settings that are one row, with the key 1: a form, where other models have a list."""

    def ensure_row(self) -> None:
        """Make the row where there is none yet; each model's own admin says how."""
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The row is made when it is first needed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is always one."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go to the one form. Raises ``PermissionDenied``."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        self.ensure_row()
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[1]))
