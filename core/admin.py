"""What the admins of several rooms share."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class OneRowAdmin(admin.ModelAdmin):
    """Settings that are one row, with the key 1: a form, where other models have a list."""

    def begin(self) -> None:
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
        self.begin()
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[1]))
