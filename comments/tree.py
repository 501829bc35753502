"""The order of a thread as a tree, as a key that a database can sort by.

A comment's key is its parent's key followed by its own number as four bytes, most significant
first. Bytes compare from the left, so sorting by the key walks the tree: each comment comes before
its answers, and the answers to one comment stand in the order of their numbers. This is the
materialised path of J. Celko, "Trees and Hierarchies in SQL for Smarties", with fixed-width steps.

A conversation of two people can go on for hundreds of answers. Beyond ``MAX_DEPTH`` an answer is
sorted and drawn as a further answer to the ancestor at that depth; whom it really answers is
still known from its parent.
"""

from typing import Protocol

from django.db.models import BinaryField, Func

STEP = 4
# Deeper than any page can indent, and short enough for a database to index (256 bytes).
MAX_DEPTH = 63


class Placed(Protocol):
    """What has a place in the tree."""

    @property
    def order_key(self) -> bytes | memoryview:
        """The key that the place is sorted by."""


def order_key(number: int, parent: Placed | None) -> bytes:
    """Return the sort key of the comment with this number that answers ``parent``, if any."""
    above = bytes(parent.order_key)[: MAX_DEPTH * STEP] if parent else b""
    return above + number.to_bytes(STEP, "big")


class Root(Func):
    """The number, as bytes, of the comment with which a key's conversation begins.

    Sorted by this downwards and then by the key, a thread shows the newest conversation first and
    still each comment before its answers. The numbers stand in the template, and not among the
    parameters, because SQLite uses an index of an expression only for the very same words.
    """

    template = f"substr(%(expressions)s, 1, {STEP})"
    output_field = BinaryField()


def branch(key: bytes) -> tuple[bytes, bytes]:
    """Return where a comment and all below it begin, and where they end, in the tree's order."""
    return key, key[:-STEP] + (int.from_bytes(key[-STEP:], "big") + 1).to_bytes(STEP, "big")


def is_below(one: Placed, other: Placed) -> bool:
    """Whether one comment stands below the other, however deep."""
    return bytes(one.order_key).startswith(bytes(other.order_key))


def number_above(one: Placed) -> int:
    """Return the number of the comment under which this one is drawn; 0 for none."""
    return int.from_bytes(bytes(one.order_key)[-2 * STEP : -STEP], "big")


def depth(key: bytes) -> int:
    """Return how deep the comment with this key stands: 0 for one that answers nobody."""
    return max(len(key) // STEP - 1, 0)
