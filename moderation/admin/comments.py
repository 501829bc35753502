"""Comments, with what can be decided about them."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from comments.models import Comment
from core.text import excerpt
from moderation.admin.base import ReadOnlyAdmin
from moderation.differences import texts_of
from moderation.models import Decision
from moderation.policies import can_ban, can_moderate, moderates_everywhere
from moderation.services.deciding import AlreadyDecided, decide
from moderation.transitions import actions_for

_LINE = 120


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
            decide(
                moderator=moderator,
                item=comment,
                action=action,
                expected_version=comment.version,
            )
        except AlreadyDecided:
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
        return moderates_everywhere(request.user)

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
            "decide_actions": actions if can_moderate(request.user, comment) else [],
            "texts": texts,
            "reports": reports,
            "may_ban": can_ban(request.user),
            "decisions": comment.decisions.select_related("actor", "ban"),
        }
        return super().render_change_form(request, context, *args, **kwargs)
