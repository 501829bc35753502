"""How a newcomer becomes a regular."""

from django.db.models import Exists, OuterRef

from comments.models import Comment, Commenter
from moderation.models import Decision


def approvals_of(commenter: Commenter, *, at_most: int, besides: Comment | None = None) -> int:
    """Return how many comments of a commenter were approved and still stand, counted so far.

    One of them is left out, if that is asked for. What appeared without being read says nothing.
    One query, of this commenter's comments.
    """
    approved = Decision.objects.filter(
        comment=OuterRef("pk"), action=Decision.Action.APPROVE, undone_by=None
    )
    standing = Comment.objects.filter(commenter=commenter).published().filter(Exists(approved))
    if besides:
        standing = standing.exclude(pk=besides.pk)
    return standing[:at_most].count()
