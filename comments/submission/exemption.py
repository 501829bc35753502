"""The commenters whose comments a thread's policy doesn't hold."""

from collections.abc import Sequence

from comments.models import Comment, Commenter, Thread
from comments.policies import can_moderate_thread
from comments.threads.comment_policy import EffectivePolicy
from comments.visitors.services.commenters import get_user_trust
from comments.visitors.visitor import Visitor


def is_exempt(
    visitor: Visitor, thread: Thread, policy: EffectivePolicy, own: Sequence[Comment]
) -> bool:
    """Check whether the policy that holds other comments doesn't hold those of this visitor.

    The form then doesn't announce a review. ``own`` are the visitor's comments in the thread with
    their commenters. At most one query for users without comments in the thread, and none for
    guests, who are recognized only by these comments.
    """
    if policy.holds_all:
        return can_moderate_thread(visitor.user, thread)
    if policy.policy != Thread.CommentPolicy.NEW_MODERATED:
        return False
    if own:
        return own[-1].commenter.trust == Commenter.Trust.TRUSTED
    user = visitor.user
    return user is not None and get_user_trust(user) == Commenter.Trust.TRUSTED
