from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from comments.models import Comment, Thread
from comments.rendering.comment_html import render_role_badge
from comments.submission.reason_codes import get_reason_label
from core.text import excerpt
from moderation.admin.base import ReadOnlyAdmin
from moderation.decisions.edit_history import describe_edits
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.decisions.transitions import get_allowed_actions
from moderation.models import Decision
from moderation.policies import can_ban, can_decide, moderates_everywhere

_LINE = 120


def _decide_on_all(
    request: HttpRequest, comments: QuerySet[Comment], action: Decision.Action
) -> None:
    """Apply an action to each comment that allows it, and show how many were changed or skipped."""
    # The admin requires a logged-in user.
    moderator = cast("User", request.user)
    done = 0
    # Oldest first, because approval assigns numbers. Read into a list, because a filter by status
    # no longer matches comments that have been decided on.
    selected = list(comments.select_related("commenter").order_by("submitted_at", "pk"))
    for comment in selected:
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
    if left := len(selected) - done:
        messages.warning(
            request,
            ngettext(
                "%(count)d comment was skipped because this action doesn’t apply to it.",
                "%(count)d comments were skipped because this action doesn’t apply to them.",
                left,
            )
            % {"count": left},
        )
    messages.success(
        request,
        ngettext("%(count)d comment changed.", "%(count)d comments changed.", done)
        % {"count": done},
    )


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """All comments, with actions to moderate them."""

    change_form_template = "admin/moderation/change_comment.html"
    list_display = ("line", "author", "article", "status", "submitted_at")
    list_filter = ("status", "submitted_at")
    search_fields = ("author_name", "text", "commenter__email", "ip_address")
    ordering = ("-submitted_at", "-pk")
    actions = ("approve", "reject", "mark_as_spam", "remove", "restore")
    fields = (
        "text", "article", "number", "status", "reason", "commenter", "author_role", "email",
        "author_url", "parent", "submitted_at", "published_at", "ip_address", "user_agent",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        # Not joined: with statistics, SQLite would start with the threads and sort all comments.
        threads = Thread.objects.select_related("article").defer(
            *(f"article__{field}" for field in ("source", "html", "lead_html", "text"))
        )
        return Comment.objects.prefetch_related(Prefetch("thread", threads))

    @admin.display(description=gettext_lazy("comment"))
    def line(self, comment: Comment) -> str:
        """The beginning of the comment's text, on one line."""
        return excerpt(comment.text.replace("\n", " "), _LINE) or "–"

    @admin.display(description=gettext_lazy("name"), ordering="author_name")
    def author(self, comment: Comment) -> str:
        """The author's name with the badge."""
        badge = render_role_badge(comment.author_role)
        return format_html("<bdi>{}</bdi> {}", comment.author_name, badge)

    @admin.display(description=gettext_lazy("article"))
    def article(self, comment: Comment) -> str:
        return str(comment.thread.article)

    @admin.display(description=gettext_lazy("reason"))
    def reason(self, comment: Comment) -> str:
        return get_reason_label(comment.reason_code)

    @admin.display(description=gettext_lazy("email"))
    def email(self, comment: Comment) -> str:
        return comment.commenter.email

    @admin.action(description=gettext_lazy("Approve"), permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide_on_all(request, queryset, Decision.Action.APPROVE)

    @admin.action(description=gettext_lazy("Reject"), permissions=["moderate"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide_on_all(request, queryset, Decision.Action.REJECT)

    @admin.action(description=gettext_lazy("Mark as spam"), permissions=["moderate"])
    def mark_as_spam(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide_on_all(request, queryset, Decision.Action.SPAM)

    @admin.action(description=gettext_lazy("Remove"), permissions=["moderate"])
    def remove(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide_on_all(request, queryset, Decision.Action.REMOVE)

    @admin.action(description=gettext_lazy("Restore"), permissions=["moderate"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        _decide_on_all(request, queryset, Decision.Action.RESTORE)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Offer the actions to moderators only."""
        return moderates_everywhere(request.user)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add the allowed actions, past decisions, edits, and reports to the context."""
        comment: Comment = kwargs.get("obj") or context["original"]
        history = describe_edits(comment, list(comment.revisions.oldest_first()))
        reports = list(comment.reports.select_related("reporter").order_by("created_at", "pk"))
        actions = get_allowed_actions(
            comment,
            has_pending_edit=any(change.is_pending for change in history),
            is_reported=any(report.resolved_at is None for report in reports),
        )
        context |= {
            "decide_actions": actions if can_decide(request.user, comment) else [],
            "edit_history": history,
            "reports": reports,
            "may_ban": can_ban(request.user),
            "decisions": comment.decisions.select_related("actor", "ban"),
        }
        return super().render_change_form(request, context, *args, **kwargs)
