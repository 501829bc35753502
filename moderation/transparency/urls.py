"""URLs of the public moderation log, the transparency report and statements of reasons."""

from django.urls import path

from moderation.transparency.feeds import PublicLogFeed
from moderation.transparency.views import public_log, statements

app_name = "transparency"

urlpatterns = [
    path("log/", public_log.public_log, name="public_log"),
    path("log/atom.xml", PublicLogFeed(), name="public_log_feed"),
    path("log/report/", public_log.report, name="report"),
    path("log/report.csv", public_log.report_csv, name="report_csv"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<slug:key>/", statements.statement, name="statement"),
    path("comments/<int:pk>/why/", statements.comment_statement, name="comment_statement"),
]
