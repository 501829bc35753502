"""Appeals beside the comments that they are about, and in the admin's header."""

from django import template
from django.template import Context

from comments.models import Comment
from moderation.models import Appeal
from moderation.policies import can_see_appeals

register = template.Library()


@register.inclusion_tag("admin/moderation/transparency/_appeals.html", takes_context=True)
def appeals_about(context: Context, comment: Comment) -> dict[str, object]:
    """Draw the appeals about a comment that wait for an answer, for those who may answer any."""
    appeals = Appeal.objects.open().filter(statement__decision__comment=comment)
    shown = can_see_appeals(context["request"].user)
    return {"appeals": appeals.select_related("statement__decision") if shown else []}


@register.inclusion_tag("admin/moderation/transparency/_appeals_link.html", takes_context=True)
def appeals_link(context: Context) -> dict[str, object]:
    """Draw the way to the appeals that wait, if any do, for those who may answer."""
    shown = can_see_appeals(context["request"].user)
    return {"count": Appeal.objects.filter(answer=None).count() if shown else 0}
