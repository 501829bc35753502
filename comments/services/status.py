"""Changes of a comment's status, by whoever decides them."""

from django.db import transaction
from django.db.models import F

from comments.models import Comment, Reference
from comments.services.commenters import lock_commenter
from comments.services.placing import place, replies_of
from comments.services.threads import count_changes
from comments.signals import comment_status_changed
from comments.subscriptions.services.announcements import announce_comment


class StaleComment(Exception):
    """Somebody else changed the comment first. ``comment`` is as it stands now."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(f"Comment {comment.pk} was changed meanwhile")
        self.comment = comment


def change_status(
    *, comment: Comment, to: Comment.Status, reason: str = "", expected_version: int
) -> Comment:
    """Change a comment's status and return the comment as it then is.

    ``expected_version`` is the version on which the decision rests. A first publication gives the
    number, the place in the tree and the references; the number stays whatever comes later.

    Raises ``StaleComment`` when the comment has moved on since, and changes nothing then.
    """
    with transaction.atomic():
        comment = take(comment, expected_version=expected_version)
        before = Comment.Status(comment.status)
        _apply(comment, before, to, reason)
        comment_status_changed.send(Comment, comment=comment, before=before)
    return comment


def take(comment: Comment, *, expected_version: int) -> Comment:
    """Lock a comment, raise its version, and return it as it stands, for the caller to change.

    Raises ``StaleComment`` when its version is another one. Must run inside a transaction.
    """
    lock_commenter(comment.commenter_id)
    # The update takes the row's lock and checks the version in one statement.
    won = Comment.objects.filter(pk=comment.pk, version=expected_version).update(
        version=F("version") + 1
    )
    comment = Comment.objects.select_related("thread__article__author", "commenter").get(
        pk=comment.pk
    )
    if not won:
        raise StaleComment(comment)
    return comment


def _apply(comment: Comment, before: Comment.Status, to: Comment.Status, reason: str) -> None:
    comment.status = to
    comment.reason = reason
    first_time = to == Comment.Status.PUBLISHED and comment.number is None
    references = _place(comment) if first_time else []
    comment.save(
        update_fields=[
            "status", "reason", "number", "parent", "order_key", "depth", "published_at",
        ]
    )  # fmt: skip
    Reference.objects.bulk_create(references)
    if first_time:
        announce_comment(comment)
    if comment.number is not None and before != to:
        count_changes(
            thread=comment.thread,
            numbered=int(first_time),
            published=(to == Comment.Status.PUBLISHED) - (before == Comment.Status.PUBLISHED),
        )


def _place(comment: Comment) -> list[Reference]:
    """Place a comment that waited, and return all its references; those stored make room."""
    replies = replies_of(comment)
    comment.references.all().delete()
    return place(comment=comment, replies=replies)
