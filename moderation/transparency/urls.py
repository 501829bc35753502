"""URLs of the public moderation log and the transparency report."""

from django.urls import path

from moderation.transparency import views
from moderation.transparency.feeds import PublicLogFeed

app_name = "transparency"

urlpatterns = [
    path("log/", views.public_log, name="public_log"),
    path("log/atom.xml", PublicLogFeed(), name="public_log_feed"),
    path("log/report/", views.report, name="report"),
    path("log/report.csv", views.report_csv, name="report_csv"),
]
