"""Threads, and on which terms they take comments."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models import Article
from comments.models import Thread
from comments.services.threads import TERMS, thread_of
from core.admin import SafeFilterAdmin
from moderation.cooldown.services import change_comment_policy
from moderation.policies import can_change_comment_policy

# A new thread is chosen from the newest articles that have none.
_ARTICLES = 100
# So many of the latest decisions stand on a thread's page.
_DECISIONS = 20


class ThreadForm(forms.ModelForm):
    """The terms of a thread, and why they change."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Kept with the decision. Saving ends a cool-down."),
    )

    class Meta:
        model = Thread
        fields = ("article", *TERMS)
        help_texts = {
            "slow_minutes": _(
                "Minutes that a commenter waits between two comments; 0 is off. Empty: as on the"
                " whole site."
            ),
            "days_open": _(
                "So many days after its article the thread changes its mode; 0 is never. Empty: as"
                " on the whole site."
            ),
            "late_mode": _("Empty: as on the whole site."),
        }


@admin.register(Thread)
class ThreadAdmin(SafeFilterAdmin):
    """Threads, by their articles. Authors see those of their own."""

    form = ThreadForm
    change_form_template = "admin/moderation/thread.html"
    list_display = ("article", "mode", "calm_until", "published_count", "last_number")
    list_filter = ("mode",)
    list_select_related = ("article",)
    search_fields = ("article__title",)
    ordering = ("-article__published_at", "-pk")
    fields = ("article", *TERMS, "calm_until", "published_count", "last_number", "reason")
    readonly_fields = ("calm_until", "published_count", "last_number")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        """Return the threads that the user may change."""
        threads = Thread.objects.select_related("article__author")
        if request.user.has_perm("comments.moderate_comment"):
            return threads
        return threads.filter(article__author=cast("User", request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Thread | None = None) -> list[str]:
        """Return what can't be changed: a thread stays with its article."""
        return [*self.readonly_fields, *(["article"] if obj else [])]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the articles that have no thread yet."""
        newest = Article.objects.filter(thread=None).order_by("-published_at", "-pk")
        if not request.user.has_perm("comments.moderate_comment"):
            newest = newest.filter(author=cast("User", request.user))
        kwargs["queryset"] = Article.objects.filter(pk__in=newest.values("pk")[:_ARTICLES])
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A thread is made with its first comment, or before it by whoever sets its terms."""
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        """Whether the user may change some thread, or this one."""
        if obj is None:
            return super().has_change_permission(request)
        return can_change_comment_policy(cast("User", request.user), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A thread goes with its article."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add what was decided about the thread."""
        thread: Thread | None = kwargs.get("obj")
        if thread:
            decisions = thread.decisions.select_related("actor", "guideline", "undone_by")
            context |= {"decisions": decisions[:_DECISIONS], "back_url": request.path}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self,
        request: HttpRequest,
        obj: Thread,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Change the terms through the service, which writes that down."""
        if not change:
            obj.pk = thread_of(obj.article).pk
        change_comment_policy(
            moderator=cast("User", request.user), thread=obj, reason=form.cleaned_data["reason"]
        )
