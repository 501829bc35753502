"""Tags that show open appeals beside the contested comments and in the admin header."""

from django import template
from django.template import Context

from comments.models import Comment
from moderation.models import Appeal
from moderation.policies import can_see_appeals

register = template.Library()


@register.inclusion_tag("admin/moderation/statements/_appeals.html", takes_context=True)
def appeals_about(context: Context, comment: Comment) -> dict[str, object]:
    """Render the open appeals about a comment, if the user may see appeals."""
    appeals = Appeal.objects.open().filter(statement__decision__comment=comment)
    may_answer = can_see_appeals(context["request"].user)
    return {"appeals": appeals.select_related("statement__decision") if may_answer else []}


@register.inclusion_tag("admin/moderation/statements/_appeals_link.html", takes_context=True)
def appeals_link(context: Context) -> dict[str, object]:
    """Render the admin header's link to open appeals, if there are any for the user."""
    may_answer = can_see_appeals(context["request"].user)
    return {"count": Appeal.objects.filter(answer=None).count() if may_answer else 0}
