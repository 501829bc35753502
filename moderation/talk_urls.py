"""The address of what moderators and a commenter write to one another."""

from django.urls import path

from moderation.views.public import talks

app_name = "talks"

urlpatterns = [path("<str:token>/", talks.talk, name="talk")]
