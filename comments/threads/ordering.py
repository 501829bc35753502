"""The four orders of a thread: flat or threaded, oldest or newest first."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import F, Q

from comments.threads import tree

if TYPE_CHECKING:
    from comments.models import Comment
    from comments.models.comment import CommentQuerySet


class View(StrEnum):
    """The layout of a thread: flat or threaded."""

    FLAT = "flat"
    THREADED = "threaded"

    @classmethod
    def parse(cls, value: str | None) -> View:
        """Return the view with this name, or the default view."""
        return cls.THREADED if value == cls.THREADED else cls.FLAT


class Order(StrEnum):
    """The order of a thread: oldest or newest first."""

    OLDEST = "oldest"
    NEWEST = "newest"

    @classmethod
    def parse(cls, value: str | None) -> Order:
        """Return the order with this name, or the default order."""
        return cls.NEWEST if value == cls.NEWEST else cls.OLDEST


def order_comments(rows: CommentQuerySet, view: View, order: Order) -> CommentQuerySet:
    """Sort a thread's numbered comments. Each of the four orders has an index."""
    match view, order:
        case View.FLAT, Order.OLDEST:
            return rows.order_by("number")
        case View.FLAT, Order.NEWEST:
            return rows.order_by("-number")
        case View.THREADED, Order.OLDEST:
            return rows.order_by("order_key")
        case _:
            return rows.order_by(tree.Root("order_key").desc(), F("order_key").asc())


def build_position_filter(
    comment: Comment, view: View, order: Order, *, backwards: bool = False
) -> Q:
    """Return a filter for the comments after ``comment``, or before it if ``backwards`` is set."""
    if view is View.FLAT:
        lower = backwards is not (order is Order.NEWEST)
        return Q(number__lt=comment.number) if lower else Q(number__gt=comment.number)
    key = bytes(comment.order_key)
    if order is Order.OLDEST:
        return Q(order_key__lt=key) if backwards else Q(order_key__gt=key)
    first, end = tree.get_branch_range(key[: tree.STEP])
    if backwards:
        return Q(order_key__gte=end) | Q(order_key__gte=first, order_key__lt=key)
    return Q(order_key__lt=first) | Q(order_key__gt=key, order_key__lt=end)
