from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models import Article
from comments.models import Thread
from comments.threads.services.comment_policy import COMMENT_POLICY_FIELDS
from comments.threads.services.threads import get_or_create_thread
from core.admin import SafeFilterAdmin
from moderation.cooldown.services import change_comment_policy
from moderation.policies import can_change_comment_policy

# Number of articles without a thread that are offered for a new one, newest first.
_ARTICLES = 100
# Number of recent decisions shown on a thread's page.
_DECISIONS = 20


class ThreadForm(forms.ModelForm):
    """A thread's comment policy, with an explanation of the change."""

    explanation = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Stored in the moderation log. Saving ends a cool-down."),
    )

    class Meta:
        model = Thread
        fields = ("article", *COMMENT_POLICY_FIELDS)
        help_texts = {
            "slow_minutes": _(
                "Minutes between two comments by the same person. 0 turns slow mode off. Leave"
                " empty for the site default."
            ),
            "days_open": _(
                "How many days after publication the policy below takes effect. 0 means never."
                " Leave empty for the site default."
            ),
            "late_policy": _("Leave empty for the site default."),
        }


@admin.register(Thread)
class ThreadAdmin(SafeFilterAdmin):
    """Threads with their comment policies. Authors see the threads of their own articles."""

    form = ThreadForm
    change_form_template = "admin/moderation/change_thread.html"
    list_display = ("article", "policy", "cooldown_until", "published_count", "last_number")
    list_filter = ("policy",)
    list_select_related = ("article",)
    search_fields = ("article__title",)
    ordering = ("-article__published_at", "-pk")
    fields = (
        "article",
        *COMMENT_POLICY_FIELDS,
        "cooldown_until",
        "published_count",
        "last_number",
        "explanation",
    )
    readonly_fields = ("cooldown_until", "published_count", "last_number")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        """Return the threads the user may change."""
        threads = Thread.objects.select_related("article__author")
        if request.user.has_perm("comments.moderate_comment"):
            return threads.filter(article__in=Article.objects.readable_by(request.user))
        return threads.filter(article__author=cast("User", request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Thread | None = None) -> list[str]:
        """Make the article of an existing thread read-only."""
        return [*self.readonly_fields, *(["article"] if obj else [])]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the latest articles without a thread. Authors see only their own articles."""
        readable = Article.objects.readable_by(request.user)
        newest = readable.filter(thread=None).order_by("-published_at", "-pk")
        if not request.user.has_perm("comments.moderate_comment"):
            newest = newest.filter(author=cast("User", request.user))
        kwargs["queryset"] = Article.objects.filter(pk__in=newest.values("pk")[:_ARTICLES])
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow adding a thread, so that its policy can be set before the first comment."""
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        """Check the permission for one thread or, for the list, the model permission."""
        if obj is None:
            return super().has_change_permission(request)
        return can_change_comment_policy(cast("User", request.user), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid deletion, because threads are deleted only along with their articles."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add the latest decisions about the thread to the context."""
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
        """Save the policy through ``change_comment_policy``, which logs the change."""
        if not change:
            obj.pk = get_or_create_thread(obj.article).pk
        change_comment_policy(
            moderator=cast("User", request.user),
            thread=obj,
            explanation=form.cleaned_data["explanation"],
        )
