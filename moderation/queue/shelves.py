"""The shelves of the queue, in the order of their tabs.

A shelf is registered when the site starts, so that another part of moderation may add its own.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from moderation.models import Decision, Look
from moderation.reports import reported
from moderation.transparency.appealed_comments import get_appealed_comments

# What nobody has looked at for so long, readers would have reported.
UNSEEN_FOR = dt.timedelta(days=7)

type Rows = Callable[[], CommentQuerySet]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the comments that moderators look at.

    ``rows`` gives its comments and ``since`` names the field, or the annotation of theirs, by
    which they are ordered; an index must serve both. ``waiting`` gives those of them that count
    among what waits for a decision, which are told in the admin's header.
    """

    name: str
    label: str | Promise
    rows: Rows
    since: str = "submitted_at"
    oldest_first: bool = False
    waiting: Rows | None = None
    # What stands on it is many, and nobody's work.
    is_counted: bool = True

    def ordered(self, comments: CommentQuerySet, *, backwards: bool = False) -> CommentQuerySet:
        """Return its comments in its order, or in the opposite one."""
        sign = "" if self.oldest_first is not backwards else "-"
        return comments.order_by(f"{sign}{self.since}", f"{sign}pk")


_shelves: dict[str, Shelf] = {}


def register(shelf: Shelf, *, before: str = "") -> None:
    """Put up a shelf, behind the others or before the one that is named."""
    _shelves.pop(shelf.name, None)
    rest = list(_shelves.values())
    place = next((n for n, one in enumerate(rest) if one.name == before), len(rest))
    rest.insert(place, shelf)
    _shelves.clear()
    _shelves.update((one.name, one) for one in rest)


def shelves() -> list[Shelf]:
    """Return all shelves in the order of their tabs; the first is where a moderator begins."""
    return list(_shelves.values())


def shelf_named(name: str) -> Shelf | None:
    """Return the shelf of a name, if there is one."""
    return _shelves.get(name)


def _held() -> CommentQuerySet:
    return Comment.objects.waiting()


def _reported_and_shown() -> CommentQuerySet:
    # What reports hold is among those that wait already.
    return reported().published()


def _spam() -> CommentQuerySet:
    return Comment.objects.filter(status=Comment.Status.SPAM)


def _changes() -> CommentQuerySet:
    return Comment.objects.with_waiting_edit().annotate(waits_since=F("revisions__made_at"))


def _unseen() -> CommentQuerySet:
    """Return what appeared lately without any moderator having looked at it."""
    looks = Look.objects.filter(comment=OuterRef("pk"))
    decided = Decision.objects.filter(comment=OuterRef("pk"), actor__isnull=False)
    return Comment.objects.published().filter(
        ~Exists(looks), ~Exists(decided), submitted_at__gt=timezone.now() - UNSEEN_FOR
    )


def _all() -> CommentQuerySet:
    return Comment.objects.all()


register(Shelf("held", _("Held"), _held, oldest_first=True, waiting=_held))
register(
    Shelf(
        "reported",
        _("Reported"),
        reported,
        since="first_reported_at",
        oldest_first=True,
        waiting=_reported_and_shown,
    )
)
register(Shelf("spam", _("Spam"), _spam))
register(
    Shelf(
        "changes", _("Changes"), _changes, since="waits_since", oldest_first=True, waiting=_changes
    )
)
register(
    Shelf(
        "appeals",
        _("Appeals"),
        get_appealed_comments,
        since="appealed_at",
        oldest_first=True,
        waiting=get_appealed_comments,
    )
)
register(Shelf("unseen", _("Unseen"), _unseen, oldest_first=True))
register(Shelf("all", _("All"), _all, is_counted=False))
