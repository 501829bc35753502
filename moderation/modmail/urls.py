"""URL of the private page where a commenter reads and answers messages."""

from django.urls import path

from moderation.modmail import views

app_name = "modmail"

urlpatterns = [path("<str:token>/", views.conversation, name="conversation")]
