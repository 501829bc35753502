"""Banning, and the end of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Comment, Commenter
from moderation import services
from moderation.forms import BanForm
from moderation.models import Ban
from moderation.policies import can_ban, can_lift_ban
from moderation.views.base import ModerationView


class BanView(ModerationView):
    """Asks why and until when, and bans."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form beside what is known of the commenter."""
        return self._draw(self._commenter(pk), BanForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ban, or show the form again with what is wrong."""
        commenter = self._commenter(pk)
        form = BanForm(request.POST)
        if not form.is_valid():
            return self._draw(commenter, form, status=400)
        services.ban(
            moderator=self.moderator,
            commenter=commenter,
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("%(name)s is banned.") % {"name": commenter.name})
        return self.go_back()

    def _commenter(self, pk: int) -> Commenter:
        if not can_ban(self.moderator):
            raise PermissionDenied("Only moderators ban")
        return get_object_or_404(Commenter, pk=pk)

    def _draw(self, commenter: Commenter, form: BanForm, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Ban %(name)s") % {"name": commenter.name},
            "commenter": commenter,
            "form": form,
            "bans": Ban.objects.on(commenter).select_related("created_by"),
            "latest": Comment.objects.filter(commenter=commenter)
            .with_article()
            .newest_first()[:10],
        }
        return self.draw("admin/moderation/ban.html", context, status)


class LiftBanView(ModerationView):
    """Ends a ban before its time."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lift the ban; one that is lifted already stays so."""
        ban = get_object_or_404(Ban, pk=pk)
        if can_lift_ban(self.moderator, ban):
            services.lift_ban(
                moderator=self.moderator, ban=ban, reason=request.POST.get("reason", "")[:300]
            )
            messages.success(request, _("The ban is lifted."))
        else:
            messages.warning(request, _("This ban is lifted already, or not yours to lift."))
        return self.go_back()
