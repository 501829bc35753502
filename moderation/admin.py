"""Comments, commenters, bans and decisions in the admin.

Nothing is changed here by saving a form: every button goes to a service, which asks the policies
again and writes the decision down.
"""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from comments.models import Comment, Commenter
from core.text import excerpt
from moderation import services
from moderation.differences import texts_of
from moderation.models import Ban, Decision
from moderation.policies import can_ban, can_see_queue
from moderation.transitions import actions_for

_LINE = 120


class ReadOnlyAdmin(admin.ModelAdmin):
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


def _decide_on_all(
    request: HttpRequest, comments: QuerySet[Comment], action: Decision.Action
) -> None:
    """Carry out one action on each comment that it fits, and say how many those were."""
    # The admin lets nobody in who isn't signed in.
    moderator = cast("User", request.user)
    done = 0
    # In the order in which they came, because approval hands out numbers. The list is read once:
    # a filter by status no longer finds what was decided.
    chosen = list(comments.select_related("commenter").order_by("submitted_at", "pk"))
    for comment in chosen:
        try:
            services.decide(
                moderator=moderator,
                item=comment,
                action=action,
                expected_version=comment.version,
            )
        except services.AlreadyDecided:
            continue
        done += 1
    if left := len(chosen) - done:
        messages.warning(
            request,
            ngettext(
                "%(count)d comment was left alone: that can’t be decided about it.",
                "%(count)d comments were left alone: that can’t be decided about them.",
                left,
            )
            % {"count": left},
        )
    messages.success(
        request,
        ngettext("%(count)d comment decided.", "%(count)d comments decided.", done)
        % {"count": done},
    )


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """All comments, with the decisions that can be made about them."""

    change_form_template = "admin/moderation/comment.html"
    list_display = ("line", "author_name", "article", "status", "submitted_at")
    list_filter = ("status", "submitted_at")
    search_fields = ("author_name", "text", "commenter__email", "ip_address")
    ordering = ("-submitted_at", "-pk")
    actions = ("approve", "reject", "mark_as_spam", "remove", "restore")
    fields = (
        "text", "article", "number", "status", "reason", "commenter", "email", "author_url",
        "parent", "submitted_at", "published_at", "ip_address", "user_agent",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """Return the comments with their articles' titles."""
        return Comment.objects.with_article()

    @admin.display(description=gettext_lazy("comment"))
    def line(self, comment: Comment) -> str:
        """The beginning of the text, on one line."""
        return excerpt(comment.text.replace("\n", " "), _LINE) or "–"

    @admin.display(description=gettext_lazy("article"))
    def article(self, comment: Comment) -> str:
        """The title of the article."""
        return str(comment.thread.article)

    @admin.display(description=gettext_lazy("e-mail"))
    def email(self, comment: Comment) -> str:
        """The commenter's address."""
        return comment.commenter.email

    @admin.action(description=gettext_lazy("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Publish the chosen comments."""
        _decide_on_all(request, queryset, Decision.Action.APPROVE)

    @admin.action(description=gettext_lazy("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Refuse the chosen comments."""
        _decide_on_all(request, queryset, Decision.Action.REJECT)

    @admin.action(description=gettext_lazy("Mark as spam"), permissions=["moderate"])
    def mark_as_spam(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Call the chosen comments spam."""
        _decide_on_all(request, queryset, Decision.Action.SPAM)

    @admin.action(description=gettext_lazy("Remove"), permissions=["moderate"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Take the chosen comments down."""
        _decide_on_all(request, queryset, Decision.Action.REMOVE)

    @admin.action(description=gettext_lazy("Restore"), permissions=["moderate"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Put the chosen comments back."""
        _decide_on_all(request, queryset, Decision.Action.RESTORE)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered."""
        return can_see_queue(request.user)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add what can be decided about the comment, and what was."""
        comment: Comment = kwargs.get("obj") or context["original"]
        texts = texts_of(comment)
        reports = list(comment.reports.select_related("reporter").order_by("created_at", "pk"))
        actions = actions_for(
            comment,
            edit_waits=any(text.waits for text in texts),
            reported=any(report.resolved_at is None for report in reports),
        )
        context |= {
            "decide_actions": actions if can_see_queue(request.user) else [],
            "texts": texts,
            "reports": reports,
            "may_ban": can_ban(request.user),
            "decisions": comment.decisions.select_related("actor", "ban"),
        }
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Commenter)
class CommenterAdmin(ReadOnlyAdmin):
    """Who speaks, and what is known of them."""

    list_display = ("name", "email", "trust", "since", "ban_link")
    list_filter = ("trust",)
    search_fields = ("name", "email")
    ordering = ("-since", "-pk")
    fields = ("name", "email", "url", "trust", "since", "user", "ban_link", "comments_link")
    readonly_fields = ("ban_link", "comments_link")

    @admin.display(description=gettext_lazy("ban"))
    def ban_link(self, commenter: Commenter) -> SafeString:
        """The way to the ban form."""
        return format_html(
            '<a href="{}">{}</a>', reverse("moderation:ban", args=[commenter.pk]), _("Ban …")
        )

    @admin.display(description=gettext_lazy("comments"))
    def comments_link(self, commenter: Commenter) -> SafeString:
        """The way to all comments."""
        url = f"{reverse('admin:comments_comment_changelist')}?commenter__id__exact={commenter.pk}"
        return format_html('<a href="{}">{}</a>', url, _("All comments"))


@admin.register(Ban)
class BanAdmin(ReadOnlyAdmin):
    """Bans, in force and past."""

    change_form_template = "admin/moderation/ban_change.html"
    list_display = ("__str__", "kind", "reason", "starts_at", "ends_at", "in_force", "created_by")
    list_filter = ("kind", "starts_at")
    list_select_related = ("commenter", "created_by")
    search_fields = ("commenter__name", "commenter__email", "value", "reason")
    fields = (
        "kind", "commenter", "value", "reason", "note", "starts_at", "ends_at", "created_by",
        "lifted_at", "lifted_by",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def in_force(self, ban: Ban) -> bool:
        """Whether it applies now."""
        return ban.is_in_force


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Who decided what, and when. Read only, for ever."""

    list_display = ("decided_at", "action", "about", "by", "reason")
    list_filter = ("action", "decided_at")
    list_select_related = ("comment", "commenter", "actor", "ban__commenter")
    search_fields = ("comment__author_name", "commenter__name", "reason", "rule")
    fields = (
        "decided_at", "action", "comment", "commenter", "ban", "actor", "rule", "reason", "before",
        "after", "evidence",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("about"))
    def about(self, decision: Decision) -> str:
        """What was decided about."""
        return str(decision.comment or decision.ban or decision.commenter)

    @admin.display(description=gettext_lazy("by"))
    def by(self, decision: Decision) -> str:
        """Who decided."""
        return decision.decided_by
