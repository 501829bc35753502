from django.db.models import Exists, OuterRef

from comments.models import Comment, Commenter
from moderation.models import Decision


def count_approvals(commenter: Commenter, *, at_most: int, excluding: Comment | None = None) -> int:
    """Count a commenter's comments that were approved by a moderator and are still published.

    Stops counting at ``at_most``. Comments published without review don't count. Runs one query,
    limited to this commenter's comments.
    """
    approved = Decision.objects.filter(
        comment=OuterRef("pk"), action=Decision.Action.APPROVE, undone_by=None
    )
    comments = Comment.objects.filter(commenter=commenter).published().filter(Exists(approved))
    if excluding:
        comments = comments.exclude(pk=excluding.pk)
    return comments[:at_most].count()
