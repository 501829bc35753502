"""URLs of statements of reasons, where commenters read them and appeal."""

from django.urls import path

from moderation.statements.views import statements

app_name = "statements"

urlpatterns = [
    path("statements/", statements.statement_list, name="index"),
    path("statements/<slug:key>/", statements.statement_detail, name="detail"),
    path("comments/<int:pk>/why/", statements.comment_statement, name="for_comment"),
]
