"""Recognize a guest's browser, so that no one else can use the guest's trust.

A name and an email address are no secret. Trust therefore counts only in a browser in which the
address was confirmed, or whose cookie contains enough comments that a moderator approved.
"""

from comments.models import Comment, Commenter, CommentSettings
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor


def is_recognized(*, visitor: Visitor, commenter: Commenter) -> bool:
    """Check whether the visitor has shown to be the commenter. At most two queries.

    Callers without a request vouch for the commenter.
    """
    if visitor is ANONYMOUS_VISITOR or visitor.is_commenter(commenter):
        return True
    if commenter.user_id or not visitor.comment_ids:
        return False
    vouched = Comment.objects.published().filter(
        pk__in=visitor.comment_ids, commenter=commenter, is_vouched=True
    )
    needed = CommentSettings.current().approvals
    return vouched[:needed].count() >= needed
