"""Addresses of what the site tells of its decisions."""

from django.urls import path

from moderation.record import views

app_name = "record"

urlpatterns = [
    path("statements/", views.statements, name="statements"),
    path("statements/<str:key>/", views.statement, name="statement"),
    path("comments/<int:pk>/why/", views.why, name="why"),
]
