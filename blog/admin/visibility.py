from typing import Any

from django.http import HttpRequest, HttpResponse

from blog.admin.request import add_warning
from core.admin import SafeFilterAdmin


class VisibilityAdmin(SafeFilterAdmin):
    """A model admin that warns after saving if readers can't find the object."""

    def describe_visibility(self, obj: Any) -> str:
        """Return why readers can't find the object, or an empty string if they can."""
        raise NotImplementedError

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        add_warning(request, self.describe_visibility(obj))
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        add_warning(request, self.describe_visibility(obj))
        return response
