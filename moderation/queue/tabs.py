"""Registry of the queue's tabs, in display order. Other features can register their own."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, CommentRevision
from comments.models.comment import CommentQuerySet
from moderation.models import Decision, Presence
from moderation.reports.reported_comments import get_reported_comments
from moderation.statements.appealed_comments import get_appealed_comments

# By then, readers would have reported a bad comment.
UNREVIEWED_PERIOD = dt.timedelta(days=7)

type GetComments = Callable[[], CommentQuerySet]


@dataclass(frozen=True, slots=True)
class QueueTab:
    """A tab of the queue.

    ``rows`` returns the comments, and ``since`` is the field or annotation they are ordered by; an
    index must support both. ``pending`` returns the comments that need a decision, which the admin
    header counts.
    """

    name: str
    label: str | Promise
    rows: GetComments
    since: str = "submitted_at"
    oldest_first: bool = False
    pending: GetComments | None = None
    # False for tabs with large numbers of comments that need no decision.
    is_counted: bool = True

    def sort(self, comments: CommentQuerySet, *, backwards: bool = False) -> CommentQuerySet:
        """Sort the comments in the tab's order or in reverse."""
        sign = "" if self.oldest_first is not backwards else "-"
        return comments.order_by(f"{sign}{self.since}", f"{sign}pk")


_tabs: dict[str, QueueTab] = {}


def register_tab(tab: QueueTab, *, before: str = "") -> None:
    """Add a tab last or before the tab named ``before``, replacing any tab with the same name."""
    _tabs.pop(tab.name, None)
    others = list(_tabs.values())
    index = next((n for n, other in enumerate(others) if other.name == before), len(others))
    others.insert(index, tab)
    _tabs.clear()
    _tabs.update((other.name, other) for other in others)


def get_tabs() -> list[QueueTab]:
    """Return all tabs in display order; the first is the default."""
    return list(_tabs.values())


def get_tab(name: str) -> QueueTab | None:
    return _tabs.get(name)


def _pending() -> CommentQuerySet:
    return Comment.objects.held()


def _reported_and_published() -> CommentQuerySet:
    # Comments held because of reports already count as pending.
    return get_reported_comments(status=Comment.Status.PUBLISHED)


def _spam() -> CommentQuerySet:
    return Comment.objects.filter(status=Comment.Status.SPAM)


def _edits() -> CommentQuerySet:
    """Return published comments with an edit awaiting moderation."""
    pending = CommentRevision.objects.pending()
    edit = pending.filter(comment=OuterRef("pk"))
    edited = Comment.objects.among(pending.values("comment"), status=Comment.Status.PUBLISHED)
    return edited.annotate(edited_since=Subquery(edit.values("made_at")[:1]))


def _unreviewed() -> CommentQuerySet:
    """Return recent published comments that no moderator has seen since their last edit."""
    written_at = Coalesce(OuterRef("edited_at"), OuterRef("submitted_at"))
    opened = Presence.objects.filter(comment=OuterRef("pk"), last_at__gte=written_at)
    decided = Decision.objects.filter(
        comment=OuterRef("pk"), actor__isnull=False, decided_at__gte=written_at
    )
    return Comment.objects.published().filter(
        ~Exists(opened), ~Exists(decided), submitted_at__gt=timezone.now() - UNREVIEWED_PERIOD
    )


def _all() -> CommentQuerySet:
    return Comment.objects.all()


for _tab in (
    QueueTab("pending", _("Pending"), _pending, oldest_first=True, pending=_pending),
    QueueTab(
        "reported",
        _("Reported"),
        get_reported_comments,
        since="urgent_since",
        oldest_first=True,
        pending=_reported_and_published,
    ),
    QueueTab("spam", _("Spam"), _spam),
    QueueTab("edits", _("Edits"), _edits, since="edited_since", oldest_first=True, pending=_edits),
    QueueTab(
        "appeals",
        _("Appeals"),
        get_appealed_comments,
        since="appealed_at",
        oldest_first=True,
        pending=get_appealed_comments,
    ),
    QueueTab("unreviewed", _("Unreviewed"), _unreviewed, oldest_first=True),
    QueueTab("all", _("All"), _all, is_counted=False),
):
    register_tab(_tab)
