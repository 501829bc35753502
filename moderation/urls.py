"""The moderators' addresses, below the admin's."""

from django.urls import path

from moderation import views

app_name = "moderation"

urlpatterns = [
    path("queue/", views.QueueView.as_view(), name="queue"),
    path("comments/<int:pk>/decide/", views.DecideView.as_view(), name="decide"),
    path("commenters/<int:pk>/ban/", views.BanView.as_view(), name="ban"),
    path("bans/<int:pk>/lift/", views.LiftBanView.as_view(), name="lift_ban"),
]
