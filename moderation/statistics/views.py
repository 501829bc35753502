from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from moderation.base_views import ModerationView
from moderation.statistics.figures import PERIODS, get_statistics


class StatisticsView(ModerationView):
    """Moderation statistics for a recent period."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page for the last ``days`` days; values not in ``PERIODS`` are ignored."""
        requested = request.GET.get("days", "")
        days = next((period for period in PERIODS if str(period) == requested), PERIODS[1])
        context = {
            "title": _("Moderation statistics"),
            "statistics": get_statistics(days),
            "periods": PERIODS,
        }
        return self.render_page("admin/moderation/statistics/statistics.html", context)
