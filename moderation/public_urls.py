"""URLs for reporting and featuring comments."""

from django.urls import path

from blog import converters
from moderation.decisions.views.featuring import feature
from moderation.reports.views import own_reports, report

converters.register_converters()

app_name = "reports"

_COMMENT = "<yyyy:year>/<mm:month>/<basename:basename>/comments/<int:number>"

urlpatterns = [
    path("moderation/reports/", own_reports, name="own"),
    path(f"{_COMMENT}/report/", report, name="report"),
    path(f"{_COMMENT}/feature/", feature, name="feature"),
]
