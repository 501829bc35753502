"""Appeals that wait for an answer, and the comments that they are about."""

from django.db.models import OuterRef, Subquery

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from moderation.models import Appeal


def appealed() -> CommentQuerySet:
    """Return the comments about which an appeal waits, unordered.

    Each comes with ``appealed_at``. Appeals of those who are banned or warned are about no comment.
    """
    waiting = Appeal.objects.open().filter(statement__decision__comment=OuterRef("pk"))
    about = Appeal.objects.filter(answer=None).values("statement__decision__comment")
    return Comment.objects.filter(pk__in=about).annotate(
        appealed_at=Subquery(waiting.values("made_at")[:1])
    )
