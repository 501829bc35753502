"""Admin pages that show and don't write."""

from typing import Any

from django.http import HttpRequest

from core.admin import SafeFilterAdmin


class ReadOnlyAdmin(SafeFilterAdmin):
    """Shows rows and their fields, and writes none."""

    actions_on_bottom = True
    list_per_page = 50
    # Counting a million rows to print their number is not worth a second's wait.
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows are made by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are changed by services."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What a decision rests on stays."""
        return False
