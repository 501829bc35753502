"""A comment's position in its thread: its number, parent, and tree key."""

from collections.abc import Sequence

from django.utils import timezone

from comments.models import Comment, Reference
from comments.models.reference import MIN_CONFIDENCE
from comments.threads import tree
from comments.threads.services.comment_numbers import assign_comment_numbers
from comments.threads.services.stored_references import find_references


def assign_position(*, comment: Comment, replies: Sequence[Comment] = ()) -> list[Reference]:
    """Assign a number, parent, and tree key, and return the comment's unsaved references.

    ``replies`` are the comments that ``comment`` explicitly replies to. The first of them becomes
    the parent. If there are none, the target of the most confident reference does. Sets ``number``,
    ``parent``, ``order_key``, ``depth``, and ``published_at`` on the object without saving them.
    Must run inside the transaction that publishes the comment.
    """
    comment.number = assign_comment_numbers(thread=comment.thread)
    comment.published_at = timezone.now()
    references = find_references(comment, replies=replies)
    set_parent(comment, replies[0] if replies else choose_parent(references))
    return references


def set_parent(comment: Comment, parent: Comment | None) -> None:
    """Set the parent, tree key, and depth of a numbered comment without saving.

    Raises ``ValueError`` if the comment has no number.
    """
    if comment.number is None:
        raise ValueError("A comment without a number has no position")
    comment.parent = parent
    comment.order_key = tree.build_order_key(comment.number, parent)
    comment.depth = tree.get_depth(comment.order_key)


def choose_parent(references: Sequence[Reference]) -> Comment | None:
    """Return the target of the most confident reference, if it is confident enough.

    If several references are equally confident, the nearest comment wins because the conversation
    continued from there.
    """
    present = [
        reference
        for reference in references
        if reference.target and reference.confidence >= MIN_CONFIDENCE
    ]
    best = max(
        present, key=lambda reference: (reference.confidence, reference.target_number), default=None
    )
    return best.target if best else None
