"""The ways of a decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Comment
from moderation import services
from moderation.forms import DecisionForm
from moderation.policies import can_see_queue
from moderation.views.base import ModerationView


class DecideView(ModerationView):
    """Carries out one decision about one comment."""

    may_enter = staticmethod(can_see_queue)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide, and say what was done or who was faster."""
        mine = Comment.objects.moderatable_by(self.moderator).with_article()
        comment = get_object_or_404(mine.select_related("commenter"), pk=pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("That is not something to decide."))
            return self.go_back()
        try:
            decision = services.decide(
                moderator=self.moderator,
                item=comment,
                action=form.cleaned_data["action"],
                reason=form.cleaned_data["reason"],
                ground=form.cleaned_data["ground"],
                expected_version=form.cleaned_data["version"],
            )
        except services.AlreadyDecided as late:
            messages.warning(request, already_decided(late))
        else:
            messages.success(
                request,
                _("The comment of %(name)s: %(action)s.")
                % {"name": comment.author_name, "action": decision.get_action_display()},
            )
        return self.go_back()


def already_decided(late: services.AlreadyDecided) -> str:
    """Return what a moderator is told who came too late."""
    if late.last is None:
        return _("The comment of %(name)s has changed meanwhile; it is %(status)s now.") % {
            "name": late.comment.author_name,
            "status": late.comment.get_status_display(),
        }
    return _("The comment of %(name)s is decided already: %(action)s by %(who)s at %(when)s.") % {
        "name": late.comment.author_name,
        "action": late.last.get_action_display(),
        "who": late.last.decided_by,
        "when": f"{late.last.decided_at:%H:%M} UTC",
    }
