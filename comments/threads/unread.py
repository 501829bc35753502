"""New comments since a visitor's last visit."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from comments.models import Comment, ReadMark, Thread
from comments.models.comment import CommentQuerySet
from comments.threads.ordering import Order, View, build_position_filter, order_comments
from comments.visitors.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Unread:
    """The number of unread comments in a thread.

    ``count`` comments with numbers above ``number`` are unread. ``since`` is the end of the last
    visit. On a first visit, ``since`` is None and nothing is unread.
    """

    number: int
    since: dt.datetime | None
    count: int


def get_unread(user: User, visitor: Visitor, thread: Thread) -> Unread:
    """Count the unread comments in a thread. At most two queries.

    ``visitor`` is the same person as ``user``; their own comments don't count.
    """
    mark = ReadMark.objects.get_for(user, thread) if thread.pk else None
    if mark is None:
        return Unread(thread.last_number, None, 0)
    number, since = mark.get_unread_start(timezone.now())
    return Unread(number, since, count_unread(thread, number, visitor))


def count_unread(thread: Thread, number: int, visitor: Visitor) -> int:
    """Return how many readable comments by other people have numbers above ``number``.

    At most one query.
    """
    if thread.last_number <= number:
        return 0
    return _get_unread_comments(visitor, thread, number).count()


def find_next_unread(
    *,
    thread: Thread,
    since: int,
    visitor: Visitor,
    view: View,
    order: Order,
    start: int | None = None,
    backwards: bool = False,
) -> Comment | None:
    """Return the next unread comment in this view and order, if any.

    Other people's comments with numbers above ``since`` are unread. The search starts after comment
    number ``start`` (or before it if ``backwards`` is set). Without ``start``, the search begins at
    the first comment in this order (or the last if ``backwards`` is set).
    """
    # Also true for the unsaved thread of an article without comments.
    if thread.last_number <= since:
        return None
    rows = order_comments(_get_unread_comments(visitor, thread, since), view, order)
    if backwards:
        rows = rows.reverse()
    if start is not None:
        current = Comment.objects.filter(thread=thread, number=start).first()
        if current:
            rows = rows.filter(build_position_filter(current, view, order, backwards=backwards))
    return rows.first()


def _get_unread_comments(visitor: Visitor, thread: Thread, number: int) -> CommentQuerySet:
    rows = Comment.objects.filter(thread=thread, number__gt=number).published()
    return rows.by_others(visitor)
