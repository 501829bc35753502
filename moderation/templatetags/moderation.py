"""Tags for the admin header and start page, and for comment menus."""

from django import template
from django.template import Context

from accounts.current_user import get_current_user
from accounts.models import AnyUser
from comments.models import Comment
from moderation.models import Appeal, Note
from moderation.policies import (
    can_ban,
    can_delete_note,
    can_feature,
    can_message_commenters,
    can_moderate,
    can_see_appeals,
    can_see_queue,
)
from moderation.queue.counts import COUNT_LIMIT, count_pending

register = template.Library()


@register.inclusion_tag("admin/moderation/queue/_queue_link.html", takes_context=True)
def queue_link(context: Context) -> dict[str, object]:
    """Render the admin header's link to the queue, with the number of pending comments."""
    user = context["request"].user
    if not (user.is_staff and can_see_queue(user)):
        return {"is_visible": False}
    return {"is_visible": True, "pending": count_pending(user), "limit": COUNT_LIMIT}


@register.inclusion_tag("admin/_start_links.html", takes_context=True)
def start_links(context: Context) -> dict[str, object]:
    """Render the admin start page's links to moderation tasks, with counts of open items."""
    user = context["request"].user
    may_queue, may_answer = can_see_queue(user), can_see_appeals(user)
    return {
        "perms": context["perms"],
        "may_queue": may_queue,
        "pending": count_pending(user) if may_queue else 0,
        "limit": COUNT_LIMIT,
        "may_answer": may_answer,
        "appeals": Appeal.objects.filter(answer=None).count() if may_answer else 0,
        "may_message": can_message_commenters(user),
        "may_ban": can_ban(user),
    }


@register.filter
def may_delete(user: AnyUser, note: Note) -> bool:
    """Check whether the user may delete a note."""
    return can_delete_note(user, note)


@register.inclusion_tag("moderation/decisions/_feature_button.html", takes_context=True)
def feature_button(context: Context, comment: Comment) -> dict[str, object]:
    """Render the menu entry that features a comment or stops featuring it."""
    request = context["request"]
    user = get_current_user(request)
    return {
        "is_visible": user is not None and can_feature(user, comment),
        "comment": comment,
        "article": comment.thread.article,
        "query": request.GET.urlencode(),
    }


@register.inclusion_tag("moderation/queue/_moderator_link.html", takes_context=True)
def moderator_link(context: Context, comment: Comment) -> dict[str, object]:
    """Render the menu entry that opens a comment in the queue."""
    user = get_current_user(context["request"])
    is_visible = user is not None and user.is_staff and can_moderate(user, comment)
    return {"is_visible": is_visible, "comment": comment}
