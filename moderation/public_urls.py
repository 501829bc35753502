"""Addresses of what readers do with moderation, beside those of the comments."""

from django.urls import path

from blog import converters
from moderation.views.public import comments

converters.register_converters()

app_name = "reports"

_COMMENT = "<yyyy:year>/<mm:month>/<basename:basename>/comments/<int:number>"

urlpatterns = [
    path("moderation/reports/", comments.own_reports, name="own"),
    path(f"{_COMMENT}/report/", comments.report, name="report"),
    path(f"{_COMMENT}/feature/", comments.feature, name="feature"),
]
