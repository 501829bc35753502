"""What waits for a decision."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comments.models import Comment, CommentRevision
from comments.models.comment import CommentQuerySet
from core.paging import page_number, page_of
from moderation.policies import can_ban
from moderation.reports import reported
from moderation.transitions import actions_for
from moderation.views.base import ModerationView

QUEUE_PAGE = 20
# What the queue may show, in the order of its tabs.
_SHELVES = (
    Comment.Status.HELD,
    Comment.Status.SPAM,
    Comment.Status.REJECTED,
    Comment.Status.REMOVED,
    Comment.Status.PUBLISHED,
)
# A shelf of its own: published comments whose authors want to change them.
_EDITS = "edits"
# Another: comments of which readers have complained, whatever their status.
_REPORTED = "reported"


class QueueView(ModerationView):
    """What waits for a decision, oldest first, and the other shelves."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of one shelf."""
        status = request.GET.get("status", Comment.Status.HELD)
        comments = _shelf(status).with_article().select_related("commenter", "parent")
        number = page_number(request.GET.get("page", "1"))
        page = page_of(comments, number, size=QUEUE_PAGE)
        context = {
            "title": _("Moderation queue"),
            "status": status,
            "shelves": _shelves(),
            "page": page,
            "rows": [
                (
                    comment,
                    actions_for(comment, edit_waits=status == _EDITS, reported=status == _REPORTED),
                )
                for comment in page.items
            ],
            "may_ban": can_ban(self.moderator),
        }
        return self.draw("admin/moderation/queue.html", context)


def _shelves() -> list[tuple[str, str]]:
    shelves = [(shelf.value, str(shelf.label)) for shelf in _SHELVES]
    return [shelves[0], (_REPORTED, _("reported")), (_EDITS, _("changes")), *shelves[1:]]


def _shelf(name: str) -> CommentQuerySet:
    """Return what stands on a shelf: what waits oldest first, the rest newest first."""
    if name == _EDITS:
        waiting = Prefetch("revisions", CommentRevision.objects.waiting(), to_attr="waiting_edits")
        edited = Comment.objects.with_waiting_edit().prefetch_related(waiting)
        return edited.order_by("revisions__made_at", "pk")
    if name == _REPORTED:
        return reported()
    if name not in _SHELVES:
        raise Http404("There is no such shelf")
    comments = Comment.objects.filter(status=name)
    if name == Comment.Status.HELD:
        return comments.order_by("submitted_at", "pk")
    return comments.newest_first()
