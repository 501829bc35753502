"""URLs of the moderators' pages, under ``/admin/moderation/``."""

from django.urls import include, path

from moderation.bans.views import BanCommenterView, BanListView, CreateBanView, LiftBanView
from moderation.commenters.views import CommenterView
from moderation.decisions.views.batches import BatchProgressView, StartBatchView, UndoBatchView
from moderation.decisions.views.decide import DecideView, EditCommentView
from moderation.decisions.views.featuring import FeatureView
from moderation.decisions.views.undo import UndoView
from moderation.modmail.views import MarkAsReadView, ModMailListView, SendMessageView
from moderation.notes.views import AddNoteView, DeleteNoteView
from moderation.queue.views import ItemView, PendingCountView, PresenceView, QueueView
from moderation.sanctions.views import SanctionView, UndoSanctionView
from moderation.statements.views.appeals import AppealsView, AppealView
from moderation.statistics.views import StatisticsView

app_name = "moderation"

urlpatterns = [
    path("queue/", QueueView.as_view(), name="queue"),
    path("queue/pending/", PendingCountView.as_view(), name="pending_count"),
    path("queue/batch/", StartBatchView.as_view(), name="start_batch"),
    path("queue/<int:pk>/", ItemView.as_view(), name="item"),
    path("queue/<int:pk>/presence/", PresenceView.as_view(), name="presence"),
    path("comments/<int:pk>/decide/", DecideView.as_view(), name="decide"),
    path("comments/<int:pk>/feature/", FeatureView.as_view(), name="feature"),
    path("comments/<int:pk>/edit/", EditCommentView.as_view(), name="edit_comment"),
    path("decisions/<int:pk>/undo/", UndoView.as_view(), name="undo"),
    path("batches/<int:pk>/", BatchProgressView.as_view(), name="batch"),
    path("batches/<int:pk>/undo/", UndoBatchView.as_view(), name="undo_batch"),
    path("commenters/<int:pk>/", CommenterView.as_view(), name="commenter"),
    path("commenters/<int:pk>/notes/", AddNoteView.as_view(), name="add_note"),
    path("notes/<int:pk>/delete/", DeleteNoteView.as_view(), name="delete_note"),
    path("commenters/<int:pk>/sanctions/", SanctionView.as_view(), name="sanction"),
    path("sanctions/<int:pk>/undo/", UndoSanctionView.as_view(), name="undo_sanction"),
    path("commenters/<int:pk>/ban/", BanCommenterView.as_view(), name="ban"),
    path("commenters/<int:pk>/messages/", SendMessageView.as_view(), name="send_message"),
    path("messages/", ModMailListView.as_view(), name="messages"),
    path("messages/<int:pk>/read/", MarkAsReadView.as_view(), name="mark_as_read"),
    path("bans/", BanListView.as_view(), name="bans"),
    path("bans/new/", CreateBanView.as_view(), name="new_ban"),
    path("bans/<int:pk>/lift/", LiftBanView.as_view(), name="lift_ban"),
    path("appeals/", AppealsView.as_view(), name="appeals"),
    path("appeals/<int:pk>/", AppealView.as_view(), name="appeal"),
    path("statistics/", StatisticsView.as_view(), name="statistics"),
    path("", include("moderation.filters.urls")),
]
