"""Links that were tried, and what came back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.models import CheckedLink
from core.admin import SafeFilterAdmin


@admin.register(CheckedLink)
class CheckedLinkAdmin(SafeFilterAdmin):
    """What ``manage.py check_links`` found; only to be read."""

    list_display = ("link", "is_dead", "result", "written", "checked_at")
    list_filter = ("is_dead", "result")
    list_select_related = ("article", "page")
    list_display_links = None
    search_fields = ("address",)
    show_full_result_count = False

    @admin.display(description=_("address"))
    def link(self, checked: CheckedLink) -> SafeString:
        """Lead there."""
        return format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a>', checked.address, checked.address[:120]
        )

    @admin.display(description=_("linked from"))
    def written(self, checked: CheckedLink) -> SafeString | str:
        """Lead to where it can be changed."""
        if not (written := checked.written):
            return ""
        form = reverse(f"admin:blog_{written.kind}_change", args=[written.pk])
        return format_html('<a href="{}" dir="auto">{}</a>', form, written)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The command writes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go when nothing has the link any more."""
        return False
