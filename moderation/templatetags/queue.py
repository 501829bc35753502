"""Tags and filters for the queue's templates."""

import datetime as dt
from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils import timezone

from accounts.models import AnyUser
from comments.models import Comment, Commenter
from core.durations import format_duration
from moderation.decisions.transitions import UNDOABLE
from moderation.models import Decision, Guideline
from moderation.policies import can_overturn
from moderation.queue.buttons import get_buttons
from moderation.queue.counts import COUNT_LIMIT

register = template.Library()


@register.inclusion_tag("admin/moderation/decisions/_buttons.html", takes_context=True)
def decide_buttons(
    context: Context, comment: Comment, actions: list[Decision.Action], back: str
) -> dict[str, object]:
    """Render a comment's decision form, which returns to the URL ``back``. Runs one query."""
    return {
        "csrf_token": context["csrf_token"],
        "comment": comment,
        # A new commenter's comments are usually reviewed anyway.
        "buttons": get_buttons(
            actions, premoderates=comment.commenter.trust == Commenter.Trust.TRUSTED
        ),
        "guidelines": Guideline.objects.filter(is_active=True) if actions else [],
        "back": back,
        "may_ban": context["may_ban"],
    }


@register.filter
def ago(moment: dt.datetime) -> str:
    """Format the time elapsed since the given moment in its largest unit."""
    return format_duration(timezone.now() - moment, units=1)


@register.filter
def at(counts: Mapping[str, int], name: str) -> int:
    """Return the count for the tab with this name."""
    return counts[name]


@register.filter
def undoable(decision: Decision) -> bool:
    """Check whether to show an undo button; the service checks whether undoing is possible."""
    return decision.action in UNDOABLE and not hasattr(decision, "undone_by")


@register.filter
def undoable_by(decision: Decision, user: AnyUser) -> bool:
    """Check whether to show an undo button for the decision to this user."""
    return undoable(decision) and can_overturn(user, decision)


@register.filter
def capped(count: int) -> str:
    """Format a count that is capped at ``COUNT_LIMIT``."""
    return f"{COUNT_LIMIT:,}+" if count > COUNT_LIMIT else f"{count:,}"
