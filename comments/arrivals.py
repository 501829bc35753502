"""What has come to a thread after a number: for readers who come back, and for those who stayed."""

from blog.models import Article
from comments.models import Comment, Thread
from comments.models.comment import CommentQuerySet
from comments.pages import Addresses, Item, items
from comments.sequence import Order, View, beyond, in_order
from comments.shown import shown
from comments.visitors.visitor import Visitor

# So many are brought into an open page at a time, whatever the size of the site's pages.
AT_ONCE = 100


def load_since(*, article: Article, thread: Thread, number: int, view: View) -> list[Item]:
    """Return the next comments after a number, in the order of their numbers. Two queries."""
    if not thread.pk:
        return []
    rows = Comment.objects.filter(thread=thread, number__gt=number).order_by("number")
    return list(items(Addresses(article, view), shown(rows[:AT_ONCE])))


def count_since(thread: Thread, number: int, visitor: Visitor) -> int:
    """Return how many comments of others have come after a number. One query, or none."""
    if thread.last_number <= number:
        return 0
    return _new_to(visitor, thread, number).count()


def next_new(
    *,
    thread: Thread,
    since: int,
    visitor: Visitor,
    view: View,
    order: Order,
    beside: int | None = None,
    backwards: bool = False,
) -> Comment | None:
    """Return the next comment of others above ``since``, as this view and order go on.

    It comes after the one with the number ``beside``, or before it, or is the first one of all.
    """
    rows = in_order(_new_to(visitor, thread, since), view, order)
    if backwards:
        rows = rows.reverse()
    if beside is not None:
        place = Comment.objects.filter(thread=thread, number=beside).first()
        rows = rows.filter(beyond(place, view, order, backwards=backwards)) if place else rows
    return rows.first()


def _new_to(visitor: Visitor, thread: Thread, number: int) -> CommentQuerySet:
    """Return what can be read above a number. What one wrote oneself is no news."""
    rows = Comment.objects.filter(thread=thread, number__gt=number).published()
    return rows.by_others(visitor)
