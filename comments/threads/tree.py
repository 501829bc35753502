"""The tree order of a thread, as a byte key that databases can sort by.

A comment's key is its parent's key followed by its own number as four big-endian bytes. Sorting by
the key is a depth-first walk: each comment precedes its replies, and siblings are in
numerical order. This is the materialized path of J. Celko, "Trees and Hierarchies in SQL for
Smarties", with fixed-width steps.

A conversation can be hundreds of replies deep. Beyond ``MAX_DEPTH``, a reply gets a key as if
it were a sibling of its parent: it is shown below its ancestor at that depth, but its actual parent
is still stored.
"""

from typing import Protocol

from django.db.models import BinaryField, Func

# Bytes per level.
STEP = 4
# Deeper than any page indents, while keys are still short enough for an index (256 bytes).
MAX_DEPTH = 63


class HasOrderKey(Protocol):
    """An object with a position in the tree."""

    @property
    def order_key(self) -> bytes | memoryview: ...


def build_order_key(number: int, parent: HasOrderKey | None) -> bytes:
    """Return the key of comment ``number``, which replies to ``parent`` if there is one."""
    prefix = bytes(parent.order_key)[: MAX_DEPTH * STEP] if parent else b""
    return prefix + number.to_bytes(STEP, "big")


class Root(Func):
    """The first step of a key: the number, as bytes, of the comment that started the conversation.

    Ordering by this in descending order and then by the key puts the newest conversation first but
    still puts each comment before its replies. The literals are part of the template rather than
    parameters because SQLite only uses an expression index if the expression is exactly the same.
    """

    template = f"substr(%(expressions)s, 1, {STEP})"
    output_field = BinaryField()


def get_branch_range(key: bytes) -> tuple[bytes, bytes]:
    """Return the half-open range of keys for a comment and everything below it."""
    return key, key[:-STEP] + (int.from_bytes(key[-STEP:], "big") + 1).to_bytes(STEP, "big")


def is_below(comment: HasOrderKey, ancestor: HasOrderKey) -> bool:
    """Check whether ``comment`` is in the branch of ``ancestor``."""
    return bytes(comment.order_key).startswith(bytes(ancestor.order_key))


def get_displayed_parent(comment: HasOrderKey) -> int:
    """Return the number of the comment under which ``comment`` is shown, or 0 if none."""
    return int.from_bytes(bytes(comment.order_key)[-2 * STEP : -STEP], "big")


def get_depth(key: bytes) -> int:
    """Return the depth of a key, which is 0 for a top-level comment."""
    return max(len(key) // STEP - 1, 0)
