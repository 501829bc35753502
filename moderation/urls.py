"""URLs of the moderators' pages, under the admin's."""

from django.urls import include, path

from moderation.bans.views import BanCommenterView, BanListView, CreateBanView, LiftBanView
from moderation.modmail.views import MarkAsReadView, ModMailListView, SendMessageView
from moderation.sanctions.views import SanctionView, UndoSanctionView
from moderation.transparency.views.appeals import AppealsView, AppealView
from moderation.views import batches, commenters, deciding, overview, waiting
from moderation.views.deciding import DecideView
from moderation.views.queue import ItemView, QueueView
from moderation.views.undoing import UndoView

app_name = "moderation"

urlpatterns = [
    path("appeals/", AppealsView.as_view(), name="appeals"),
    path("appeals/<int:pk>/", AppealView.as_view(), name="appeal"),
    path("overview/", overview.OverviewView.as_view(), name="overview"),
    path("queue/", QueueView.as_view(), name="queue"),
    path("queue/<int:pk>/", ItemView.as_view(), name="item"),
    path("comments/<int:pk>/decide/", DecideView.as_view(), name="decide"),
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
    path("commenters/<int:pk>/sanctions/", SanctionView.as_view(), name="sanction"),
    path("sanctions/<int:pk>/undo/", UndoSanctionView.as_view(), name="undo_sanction"),
    path("notes/<int:pk>/remove/", commenters.RemoveNoteView.as_view(), name="remove_note"),
    path("commenters/<int:pk>/ban/", BanCommenterView.as_view(), name="ban"),
    path("commenters/<int:pk>/messages/", SendMessageView.as_view(), name="send_message"),
    path("messages/", ModMailListView.as_view(), name="messages"),
    path("messages/<int:pk>/read/", MarkAsReadView.as_view(), name="mark_as_read"),
    path("bans/", BanListView.as_view(), name="bans"),
    path("bans/new/", CreateBanView.as_view(), name="new_ban"),
    path("bans/<int:pk>/lift/", LiftBanView.as_view(), name="lift_ban"),
    path("", include("moderation.filters.urls")),
]
