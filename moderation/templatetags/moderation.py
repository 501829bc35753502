"""What the admin's header tells moderators, and what the menu of a comment offers."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from accounts.visitors import signed_in_user
from comments.models import Comment
from comments.policies import Visitor
from moderation.differences import difference
from moderation.models import Note, Report
from moderation.policies import can_feature, can_remove_note, can_see_queue

register = template.Library()


@register.inclusion_tag("admin/moderation/_queue_link.html", takes_context=True)
def queue_link(context: Context) -> dict[str, object]:
    """Draw the way to the queue with the number of those who wait, for moderators."""
    request = context["request"]
    shown = can_see_queue(request.user)
    return {"shown": shown, "waiting": _waiting() if shown else 0}


@register.filter
def changed_to(before: str, after: str) -> SafeString:
    """Return the second text with its differences from the first one marked."""
    return difference(before, after)


@register.filter
def may_remove(user: Visitor, note: Note) -> bool:
    """Whether the user may take a note away."""
    return can_remove_note(user, note)


@register.inclusion_tag("moderation/_feature_button.html", takes_context=True)
def feature_button(context: Context, comment: Comment) -> dict[str, object]:
    """Draw the button that features a comment, or no longer, for those who may."""
    request = context["request"]
    user = signed_in_user(request)
    return {
        "shown": user is not None and can_feature(user, comment),
        "comment": comment,
        "article": comment.thread.article,
        "query": request.GET.urlencode(),
    }


@register.inclusion_tag("moderation/_moderator_link.html", takes_context=True)
def moderator_link(context: Context, comment: Comment) -> dict[str, object]:
    """Draw the way to the comment's page in the admin, for moderators."""
    user = signed_in_user(context["request"])
    shown = user is not None and user.is_staff and can_see_queue(user)
    return {"shown": shown, "comment": comment}


def _waiting() -> int:
    waiting = Comment.objects.waiting().count() + Comment.objects.with_waiting_edit().count()
    # What reports hold is among those that wait already.
    published = Report.objects.open().filter(comment__status=Comment.Status.PUBLISHED)
    return waiting + published.values("comment").distinct().count()
