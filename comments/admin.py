"""Threads in the admin, opened and closed here, and the mail that goes out.

Comments are decided on in moderation.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from comments.models import Notification, Subscription, Thread
from comments.services import set_mode


@admin.register(Thread)
class ThreadAdmin(admin.ModelAdmin):
    """Threads, by their articles."""

    list_display = ("article", "mode", "published_count", "last_number")
    list_filter = ("mode",)
    list_select_related = ("article",)
    search_fields = ("article__title",)
    ordering = ("-article__published_at", "-pk")
    fields = ("article", "mode", "published_count", "last_number")
    readonly_fields = ("article", "published_count", "last_number")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A thread is made with its first comment."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A thread goes with its article."""
        return False

    def save_model(self, request: HttpRequest, obj: Thread, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Open or close the thread through the service."""
        set_mode(thread=obj, mode=Thread.Mode(obj.mode))


class _ReadOnly(admin.ModelAdmin):
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
