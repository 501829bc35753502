"""Addresses of what the site tells of its decisions."""

from django.urls import path

from moderation.record import views
from moderation.record.feeds import LogFeed

app_name = "record"

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/atom.xml", LogFeed(), name="log_feed"),
    path("log/report/", views.report, name="report"),
    path("log/report.csv", views.report_table, name="report_table"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:key>/", views.statement, name="statement"),
    path("comments/<int:pk>/why/", views.why, name="why"),
]
