"""The queue: its shelves, what is asked of them, and one comment with all that bears on it."""

from moderation.queue.buttons import Button, buttons_for
from moderation.queue.counts import CAP, counts_for, waiting_for
from moderation.queue.item import Item, item_for
from moderation.queue.listing import PAGE, Stretch, stretch_of
from moderation.queue.selection import FilterForm, Selection
from moderation.queue.shelves import Shelf, register, shelf_named, shelves

__all__ = [
    "CAP",
    "PAGE",
    "Button",
    "FilterForm",
    "Item",
    "Selection",
    "Shelf",
    "Stretch",
    "buttons_for",
    "counts_for",
    "item_for",
    "register",
    "shelf_named",
    "shelves",
    "stretch_of",
    "waiting_for",
]
