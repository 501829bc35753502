"""How moderation fares."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from moderation.overview import SPANS, overview
from moderation.views.base import ModerationView


class OverviewView(ModerationView):
    """Figures and charts of the last days."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them; ``days`` is one of ``SPANS``."""
        asked = request.GET.get("days", "")
        days = next((span for span in SPANS if str(span) == asked), SPANS[1])
        context = {"title": _("Overview"), "overview": overview(days), "spans": SPANS}
        return self.draw("admin/moderation/overview.html", context)
