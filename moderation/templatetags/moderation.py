"""What the admin's header tells moderators, and what the menu of a comment offers."""

from django import template
from django.template import Context

from accounts.visitors import get_current_user
from comments.models import Comment
from comments.policies import Visitor
from moderation.models import Appeal, Note
from moderation.policies import (
    can_ban,
    can_feature,
    can_message_commenters,
    can_moderate,
    can_remove_note,
    can_see_appeals,
    can_see_queue,
)
from moderation.queue import CAP, waiting_for

register = template.Library()


@register.inclusion_tag("admin/moderation/_queue_link.html", takes_context=True)
def queue_link(context: Context) -> dict[str, object]:
    """Draw the way to the queue with the number of those who wait, for moderators."""
    user = context["request"].user
    if not (user.is_staff and can_see_queue(user)):
        return {"shown": False}
    return {"shown": True, "waiting": waiting_for(user), "cap": CAP}


@register.inclusion_tag("admin/_work.html", takes_context=True)
def your_work(context: Context) -> dict[str, object]:
    """Draw the ways to what there is to do, with its numbers, for those who may go there."""
    user = context["request"].user
    may_queue, may_answer = can_see_queue(user), can_see_appeals(user)
    return {
        "perms": context["perms"],
        "may_queue": may_queue,
        "waiting": waiting_for(user) if may_queue else 0,
        "cap": CAP,
        "may_answer": may_answer,
        "appeals": Appeal.objects.filter(answer=None).count() if may_answer else 0,
        "may_message": can_message_commenters(user),
        "may_ban": can_ban(user),
    }


@register.filter
def may_remove(user: Visitor, note: Note) -> bool:
    """Whether the user may take a note away."""
    return can_remove_note(user, note)


@register.inclusion_tag("moderation/_feature_button.html", takes_context=True)
def feature_button(context: Context, comment: Comment) -> dict[str, object]:
    """Draw the button that features a comment, or no longer, for those who may."""
    request = context["request"]
    user = get_current_user(request)
    return {
        "shown": user is not None and can_feature(user, comment),
        "comment": comment,
        "article": comment.thread.article,
        "query": request.GET.urlencode(),
    }


@register.inclusion_tag("moderation/_moderator_link.html", takes_context=True)
def moderator_link(context: Context, comment: Comment) -> dict[str, object]:
    """Draw the way to the comment in the queue, for those who may decide on it."""
    user = get_current_user(context["request"])
    shown = user is not None and user.is_staff and can_moderate(user, comment)
    return {"shown": shown, "comment": comment}
