"""The commenters whose comments a thread's policy doesn't hold."""

from collections.abc import Sequence

from comments.models import Comment, Commenter, Thread
from comments.policies import can_moderate_thread
from comments.threads.comment_policy import EffectivePolicy
from comments.visitors.services.commenters import get_user_trust
from comments.visitors.services.recognition import is_recognized
from comments.visitors.visitor import Visitor


def is_exempt(
    visitor: Visitor, thread: Thread, policy: EffectivePolicy, own: Sequence[Comment]
) -> bool:
    """Check whether this visitor's comments appear at once although the policy holds others.

    The form then doesn't announce a review. ``own`` contains the visitor's comments in the thread
    with their commenters. This takes at most one query for users without comments in the thread,
    and two for trusted guests with comments.
    """
    if policy.holds_all:
        return can_moderate_thread(visitor.user, thread)
    if policy.policy != Thread.CommentPolicy.NEW_MODERATED:
        return False
    user = visitor.user
    if user is not None:
        # Comments from the same browser may be by a guest.
        used = [comment.commenter for comment in own if comment.commenter.user_id == user.pk]
        trust = used[-1].trust if used else get_user_trust(user)
        return trust == Commenter.Trust.TRUSTED
    if not own:
        return False
    commenter = own[-1].commenter
    is_trusted = commenter.trust == Commenter.Trust.TRUSTED
    # Others must not learn whether a name and an email address belong to a regular.
    return is_trusted and is_recognized(visitor=visitor, commenter=commenter)
