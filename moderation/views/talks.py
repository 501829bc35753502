"""Writing to commenters, and reading what they answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from comments.models import Commenter
from core.paging import get_page, parse_page_number
from moderation.forms import MessageForm
from moderation.models import Talk
from moderation.policies import can_talk
from moderation.services.talking import NoAddress, TooManyMessages, settle_talk, write_to_commenter
from moderation.views.base import ModerationView

TALKS_PAGE = 50


class TalkListView(ModerationView):
    """Talks in which somebody waits for an answer, longest first, or all of them."""

    may_enter = staticmethod(can_talk)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page."""
        waiting = request.GET.get("state") != "all"
        talks = Talk.objects.select_related("commenter")
        rows = (
            talks.waiting().order_by("waits_since", "pk")
            if waiting
            else talks.order_by("-asked_at", "-pk")
        )
        page = get_page(rows, parse_page_number(request.GET.get("page", "1")), size=TALKS_PAGE)
        context = {
            "title": _("Talks"),
            "page": page,
            "state": "waiting" if waiting else "all",
            "states": [("waiting", _("waiting for an answer")), ("all", _("all"))],
        }
        return self.draw("admin/moderation/talks.html", context)


class WriteView(ModerationView):
    """Writes to a commenter."""

    may_enter = staticmethod(can_talk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write, or say what stands in the way."""
        commenter = get_object_or_404(Commenter.objects.select_related("user"), pk=pk)
        form = MessageForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was sent: write something, and not too much."))
            return self.go_back()
        try:
            write_to_commenter(
                moderator=self.moderator, commenter=commenter, text=form.cleaned_data["text"]
            )
        except NoAddress:
            messages.error(request, _("Nothing was sent: no e-mail address is known."))
        except TooManyMessages:
            messages.error(request, _("Nothing was sent: that was enough for today."))
        else:
            messages.success(request, _("The message is on its way."))
        return self.go_back()


class SettleTalkView(ModerationView):
    """Says that an answer was read, or ends the talk."""

    may_enter = staticmethod(can_talk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle it."""
        talk = get_object_or_404(Talk, pk=pk)
        close = "close" in request.POST
        settle_talk(moderator=self.moderator, talk=talk, close=close)
        done = _("The talk is closed.") if close else _("The answer is marked as read.")
        messages.success(request, done)
        return self.go_back()
