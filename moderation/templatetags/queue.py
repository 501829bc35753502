"""What the pages of the queue are drawn with."""

import datetime as dt
from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils import timezone

from comments.models import Comment
from core.durations import format_duration
from moderation.models import Decision, Guideline
from moderation.queue import CAP, buttons_for
from moderation.transitions import UNDOABLE

register = template.Library()


@register.inclusion_tag("admin/moderation/_buttons.html", takes_context=True)
def decide_buttons(
    context: Context, comment: Comment, actions: list[Decision.Action], back: str
) -> dict[str, object]:
    """Draw the form that decides on a comment and leads back to an address. One query."""
    return {
        "csrf_token": context["csrf_token"],
        "comment": comment,
        "buttons": buttons_for(actions),
        "guidelines": Guideline.objects.filter(is_active=True) if actions else [],
        "back": back,
        "may_ban": context["may_ban"],
    }


@register.filter
def ago(moment: dt.datetime) -> str:
    """Write how long ago something was, in its largest unit."""
    return format_duration(timezone.now() - moment, units=1)


@register.filter
def at(counts: Mapping[str, int], name: str) -> int:
    """Return the number that stands under a name."""
    return counts[name]


@register.filter
def undoable(decision: Decision) -> bool:
    """Whether a button to undo it is offered; whether it can be, the service says."""
    return decision.action in UNDOABLE and not hasattr(decision, "undone_by")


@register.filter
def capped(count: int) -> str:
    """Return a number that was counted no further than ``CAP``, as it is shown."""
    return f"{CAP:,}+" if count > CAP else f"{count:,}"
