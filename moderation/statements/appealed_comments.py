"""Comments with an open appeal, for the moderation queue."""

from django.db.models import OuterRef, Subquery

from comments.models import Comment
from comments.models.comment import CommentQuerySet
from moderation.models import Appeal


def get_appealed_comments() -> CommentQuerySet:
    """Return comments with an open appeal, unordered and annotated with ``appealed_at``.

    Appeals against bans and sanctions don't concern a comment and aren't included.
    """
    open_appeals = Appeal.objects.open().filter(statement__decision__comment=OuterRef("pk"))
    comments = Appeal.objects.filter(answer=None).values("statement__decision__comment")
    return Comment.objects.filter(pk__in=comments).annotate(
        appealed_at=Subquery(open_appeals.values("submitted_at")[:1])
    )
