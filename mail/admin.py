from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import SafeFilterAdmin
from mail.models import RenderedMail


@admin.register(RenderedMail)
class RenderedMailAdmin(SafeFilterAdmin):
    """Shows whether emails were sent, but never their content."""

    fields = (
        "kind", "recipient", "created_at", "expires_at", "next_attempt_at", "attempts", "error",
        "sent_at",
    )  # fmt: skip
    list_display = ("kind", "recipient", "next_attempt_at", "attempts", "error", "sent_at")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), ("error", admin.EmptyFieldListFilter))
    search_fields = ("=recipient",)
    ordering = ("-created_at", "-pk")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
