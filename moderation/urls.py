"""The moderators' addresses, below the admin's."""

from django.urls import include, path

from moderation import views
from moderation.views import (
    appeals,
    bans,
    batches,
    commenters,
    deciding,
    measures,
    overview,
    talks,
    waiting,
)
from moderation.views.undoing import UndoView

app_name = "moderation"

urlpatterns = [
    path("appeals/", appeals.AppealsView.as_view(), name="appeals"),
    path("appeals/<int:pk>/", appeals.AppealView.as_view(), name="appeal"),
    path("overview/", overview.OverviewView.as_view(), name="overview"),
    path("queue/", views.QueueView.as_view(), name="queue"),
    path("queue/<int:pk>/", views.ItemView.as_view(), name="item"),
    path("comments/<int:pk>/decide/", views.DecideView.as_view(), name="decide"),
    path("comments/<int:pk>/feature/", deciding.FeatureView.as_view(), name="feature"),
    path("comments/<int:pk>/correct/", deciding.CorrectView.as_view(), name="correct"),
    path("decisions/<int:pk>/undo/", UndoView.as_view(), name="undo"),
    path("queue/<int:pk>/look/", waiting.LookView.as_view(), name="look"),
    path("queue/waiting/", waiting.WaitingView.as_view(), name="waiting"),
    path("queue/batch/", batches.BatchView.as_view(), name="decide_batch"),
    path("batches/<int:pk>/", batches.BatchStateView.as_view(), name="batch"),
    path("batches/<int:pk>/undo/", batches.UndoBatchView.as_view(), name="undo_batch"),
    path("commenters/<int:pk>/", commenters.CommenterView.as_view(), name="commenter"),
    path("commenters/<int:pk>/notes/", commenters.AddNoteView.as_view(), name="add_note"),
    path("commenters/<int:pk>/measures/", measures.TakeMeasureView.as_view(), name="measure"),
    path("measures/<int:pk>/undo/", measures.UndoMeasureView.as_view(), name="undo_measure"),
    path("notes/<int:pk>/remove/", commenters.RemoveNoteView.as_view(), name="remove_note"),
    path("commenters/<int:pk>/ban/", views.BanView.as_view(), name="ban"),
    path("commenters/<int:pk>/write/", talks.WriteView.as_view(), name="write"),
    path("talks/", talks.TalkListView.as_view(), name="talks"),
    path("talks/<int:pk>/settle/", talks.SettleTalkView.as_view(), name="settle_talk"),
    path("bans/", bans.BanListView.as_view(), name="bans"),
    path("bans/new/", bans.NewBanView.as_view(), name="new_ban"),
    path("bans/<int:pk>/lift/", views.LiftBanView.as_view(), name="lift_ban"),
    path("", include("moderation.filters.urls")),
]
