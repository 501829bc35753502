"""How the site takes comments, and the mail that goes out.

Comments and threads are decided on in moderation.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from comments.models import CommentSettings, Notification, Subscription
from comments.threads.services.comment_policy import update_comment_settings
from core.admin import SafeFilterAdmin, SingletonAdmin


@admin.register(CommentSettings)
class CommentSettingsAdmin(SingletonAdmin):
    """How the whole site takes comments."""

    fields = ("policy", "approvals", "slow_minutes", "days_open", "late_policy")

    def ensure_row(self) -> None:
        """Make the row with the defaults."""
        if not CommentSettings.objects.filter(pk=1).exists():
            update_comment_settings(to=CommentSettings())

    def save_model(
        self,
        request: HttpRequest,
        obj: CommentSettings,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Write them through the service, so that the next page follows them."""
        update_comment_settings(to=obj)


class _ReadOnly(SafeFilterAdmin):
    """What only readers and workers change."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody subscribes somebody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The owner of the address changes it."""
        return False


@admin.register(Subscription)
class SubscriptionAdmin(_ReadOnly):
    """Who follows what. Deleting one ends it, for a reader who asks."""

    list_display = ("email", "scope", "thread", "cadence", "confirmed_at", "ended_at")
    list_filter = ("scope", "cadence")
    list_select_related = ("thread__article",)
    search_fields = ("=email",)
    ordering = ("-created_at", "-pk")


@admin.register(Notification)
class NotificationAdmin(_ReadOnly):
    """The outbox: what waits for a mail server, and what none took."""

    list_display = ("subscription", "comment", "next_attempt_at", "attempts", "error", "sent_at")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), ("error", admin.EmptyFieldListFilter))
    list_select_related = ("subscription__thread__article", "comment")
    search_fields = ("=subscription__email",)
    ordering = ("-created_at", "-pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows go with their subscription."""
        return False
