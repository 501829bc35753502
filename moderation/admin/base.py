"""What the admin pages of the room have in common, and those that show and don't write."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest


class CarefulList(ChangeList):
    """A list that takes filters as an address gives them, but for what no text can hold."""

    def get_filters_params(self, params: Any = None) -> Any:
        """Return them. Raises ``IncorrectLookupParameters``, which leads to the whole list."""
        asked = super().get_filters_params(params)
        # PostgreSQL refuses it only when the list is read, too late for Django to notice.
        if any("\0" in value for values in asked.values() for value in values):
            raise IncorrectLookupParameters
        return asked


class RoomAdmin(admin.ModelAdmin):
    """Rows, with a list that answers any address."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return how the list is made."""
        return CarefulList


class ReadOnlyAdmin(RoomAdmin):
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
