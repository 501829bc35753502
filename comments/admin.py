"""Admin for comment settings, subscriptions, and notification emails.

The admin classes for comments and threads are in the moderation app.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from comments.models import CommentSettings, Notification, Subscription
from comments.threads.services.comment_policy import update_comment_settings
from core.admin import SafeFilterAdmin, SingletonAdmin


@admin.register(CommentSettings)
class CommentSettingsAdmin(SingletonAdmin):
    fields = ("policy", "approvals", "slow_minutes", "days_open", "late_policy")

    def ensure_row(self) -> None:
        if not CommentSettings.objects.filter(pk=1).exists():
            update_comment_settings(to=CommentSettings())

    def save_model(
        self,
        request: HttpRequest,
        obj: CommentSettings,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Save the settings through the service, which also clears their cache."""
        update_comment_settings(to=obj)


class _ReadOnly(SafeFilterAdmin):
    """Base class for admins in which staff can't add or change rows."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Subscription)
class SubscriptionAdmin(_ReadOnly):
    """Lists subscriptions. Staff can delete them, for example at a subscriber's request."""

    list_display = ("email", "scope", "thread", "cadence", "confirmed_at", "ended_at")
    list_filter = ("scope", "cadence")
    list_select_related = ("thread__article",)
    search_fields = ("=email",)
    ordering = ("-created_at", "-pk")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Allow deletion even though the user may not delete the subscription's notifications."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, missing - {Notification._meta.verbose_name}, protected


@admin.register(Notification)
class NotificationAdmin(_ReadOnly):
    """Lists pending, sent, and failed emails to subscribers."""

    list_display = ("subscription", "comment", "next_attempt_at", "attempts", "error", "sent_at")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), ("error", admin.EmptyFieldListFilter))
    list_select_related = ("subscription__thread__article", "comment")
    search_fields = ("=subscription__email",)
    ordering = ("-created_at", "-pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Disallow deletion; notifications are deleted together with their subscription."""
        return False
