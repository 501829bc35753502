from typing import Any

from django.http import HttpRequest

from core.admin import SafeFilterAdmin


class ReadOnlyAdmin(SafeFilterAdmin):
    """Base class for admins whose objects can be viewed but not changed."""

    actions_on_bottom = True
    list_per_page = 50
    # Counting a million rows takes about a second.
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
