"""Change a comment's status, including the side effects on its thread."""

from django.db import transaction
from django.db.models import F

from comments.models import Comment, Reference
from comments.signals import comment_status_changed
from comments.subscriptions.services.announcements import announce_comment
from comments.threads.services.positions import assign_position
from comments.threads.services.stored_references import get_replied_comments
from comments.threads.services.threads import update_counters
from comments.visitors.services.commenters import lock_commenter


class StaleComment(Exception):
    """The comment was changed concurrently. ``comment`` is its current state."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(f"Comment {comment.pk} was changed concurrently")
        self.comment = comment


def change_status(
    *, comment: Comment, to: Comment.Status, reason_code: str = "", expected_version: int
) -> Comment:
    """Change a comment's status and return the updated comment.

    ``expected_version`` is the version that the decision is based on. When first published, the
    comment gets its permanent number, its tree position, and its references.

    Raises ``StaleComment`` and changes nothing if the stored version isn't ``expected_version``.
    """
    with transaction.atomic():
        comment = claim_comment(comment, expected_version=expected_version)
        before = Comment.Status(comment.status)
        _apply(comment, before, to, reason_code)
        comment_status_changed.send(Comment, comment=comment, before=before)
    return comment


def claim_comment(comment: Comment, *, expected_version: int) -> Comment:
    """Lock a comment, increment its version, and return its current state for the caller to change.

    Raises ``StaleComment`` if the stored version isn't ``expected_version``. Must run inside a
    transaction.
    """
    lock_commenter(comment.commenter_id)
    # Locks the row and checks the version in one statement (compare-and-swap).
    is_current = Comment.objects.filter(pk=comment.pk, version=expected_version).update(
        version=F("version") + 1
    )
    comment = Comment.objects.select_related("thread__article__author", "commenter").get(
        pk=comment.pk
    )
    if not is_current:
        raise StaleComment(comment)
    return comment


def _apply(comment: Comment, before: Comment.Status, to: Comment.Status, reason_code: str) -> None:
    comment.status = to
    comment.reason_code = reason_code
    first_time = to == Comment.Status.PUBLISHED and comment.number is None
    if to == Comment.Status.PUBLISHED:
        comment.is_vouched = True
    references = _assign_position(comment) if first_time else []
    comment.save(
        update_fields=[
            "status", "reason_code", "is_vouched", "number", "parent", "order_key", "depth",
            "published_at",
        ]
    )  # fmt: skip
    Reference.objects.bulk_create(references)
    if first_time:
        announce_comment(comment)
    if comment.number is not None and before != to:
        update_counters(
            thread=comment.thread,
            numbered=int(first_time),
            published=(to == Comment.Status.PUBLISHED) - (before == Comment.Status.PUBLISHED),
        )


def _assign_position(comment: Comment) -> list[Reference]:
    """Assign a position to an unnumbered comment. Return references to replace the stored ones."""
    replies = get_replied_comments(comment)
    comment.references.all().delete()
    return assign_position(comment=comment, replies=replies)
