"""The four sequences in which a thread can be read: flat or as a tree, from either end."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import F, Q

from comments import tree

if TYPE_CHECKING:
    from comments.models import Comment
    from comments.models.comment import CommentQuerySet


class View(StrEnum):
    """How a thread is laid out."""

    FLAT = "flat"
    THREADED = "threaded"

    @classmethod
    def asked_for(cls, value: str | None) -> View:
        """Return the view that an address asks for; flat for none or an unknown one."""
        return cls.THREADED if value == cls.THREADED else cls.FLAT


class Order(StrEnum):
    """Where a thread begins."""

    OLDEST = "oldest"
    NEWEST = "newest"

    @classmethod
    def asked_for(cls, value: str | None) -> Order:
        """Return the order that an address asks for; the oldest first for none or an unknown."""
        return cls.NEWEST if value == cls.NEWEST else cls.OLDEST


def in_order(rows: CommentQuerySet, view: View, order: Order) -> CommentQuerySet:
    """Sort comments of one thread that have a number. An index gives each of the four orders."""
    match view, order:
        case View.FLAT, Order.OLDEST:
            return rows.order_by("number")
        case View.FLAT, Order.NEWEST:
            return rows.order_by("-number")
        case View.THREADED, Order.OLDEST:
            return rows.order_by("order_key")
        case _:
            return rows.order_by(tree.Root("order_key").desc(), F("order_key").asc())


def beyond(comment: Comment, view: View, order: Order, *, backwards: bool = False) -> Q:
    """Return what is true of the comments that come after this one, or before it."""
    if view is View.FLAT:
        lower = backwards is not (order is Order.NEWEST)
        return Q(number__lt=comment.number) if lower else Q(number__gt=comment.number)
    key = bytes(comment.order_key)
    if order is Order.OLDEST:
        return Q(order_key__lt=key) if backwards else Q(order_key__gt=key)
    first, end = tree.branch(key[: tree.STEP])
    if backwards:
        return Q(order_key__gte=end) | Q(order_key__gte=first, order_key__lt=key)
    return Q(order_key__lt=first) | Q(order_key__gt=key, order_key__lt=end)
