"""Permission checks for users and visitors.

Templates use them to decide which actions to offer, and services enforce them. A thread's comment
policy (open, moderated, closed) is in ``comments.threads.comment_policy``.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from accounts.models import AnyUser, User
from comments.models import Comment, Commenter, Thread
from comments.threads.comment_policy import EffectivePolicy
from comments.visitors.visitor import Visitor


def can_comment(user: AnyUser, thread: Thread, policy: EffectivePolicy) -> bool:
    """Check whether to show the comment form. Screeners may still reject the comment."""
    return policy.offers_form and thread.article.is_public


def can_read_held(user: AnyUser) -> bool:
    """Check whether the user may read other people's comments awaiting moderation."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_moderate_thread(user: User | None, thread: Thread) -> bool:
    """Check whether the user may moderate all comments, or those on this article, as its author."""
    if user is None or not user.is_active:
        return False
    is_author = thread.article.author_id == user.pk
    return user.has_perm("comments.moderate_comment") or (
        is_author and user.has_perm("comments.moderate_own_article")
    )


def get_author_role(user: User | None, thread: Thread) -> Comment.AuthorRole | None:
    """Return the role to show as a badge on the logged-in user's comments in the thread.

    Names prove nothing: only staff accounts get a badge, and only in a session that has the
    account's permissions.
    """
    if user is None or not user.is_active or not user.is_staff:
        return None
    if thread.article.author_id == user.pk:
        return Comment.AuthorRole.AUTHOR
    if user.has_perm("comments.moderate_comment"):
        return Comment.AuthorRole.MODERATOR
    return None


def can_reply_to(comment: Comment) -> bool:
    """Check whether visitors can reply to the comment: it must be readable."""
    return comment.is_readable


def can_recommend(visitor: Visitor, comment: Comment) -> bool:
    """Check whether the visitor can recommend the comment: readable, and by someone else."""
    return comment.is_readable and not is_own(visitor, comment)


def can_mute(user: User, commenter: Commenter) -> bool:
    """Check whether the user can mute the commenter. Users can't mute themselves."""
    return commenter.user_id != user.pk


def is_own(visitor: Visitor, comment: Comment) -> bool:
    """Check whether the visitor wrote the comment.

    Visitors are recognized by their browser, their account, or a confirmed email address.
    """
    return comment.pk in visitor.comment_ids or visitor.is_commenter(comment.commenter)


def can_edit(visitor: Visitor, comment: Comment) -> bool:
    """Check whether the visitor can edit the comment.

    Authors can edit a published or held comment for a few minutes, unless a moderator has edited
    it. A comment with a badge can be edited only from the account that posted it.
    """
    return (
        is_own(visitor, comment)
        and (not comment.author_role or _is_account_of(visitor, comment.commenter))
        and comment.status in {Comment.Status.PUBLISHED, Comment.Status.HELD}
        and comment.moderator_edited_at is None
        and timezone.now() < get_edit_deadline(comment)
    )


def _is_account_of(visitor: Visitor, commenter: Commenter) -> bool:
    user = visitor.user
    return user is not None and not user.is_restricted and user.pk == commenter.user_id


def can_withdraw(visitor: Visitor, comment: Comment) -> bool:
    """Check whether the visitor can delete the comment.

    Authors can delete a published or held comment at any time.
    """
    return is_own(visitor, comment) and comment.status in {
        Comment.Status.PUBLISHED,
        Comment.Status.HELD,
    }


def get_edit_deadline(comment: Comment) -> dt.datetime:
    """Return the time until which the comment can be edited.

    The time limit is counted from publication or, for an unpublished comment, from submission.
    """
    start = comment.published_at or comment.submitted_at
    return start + dt.timedelta(minutes=settings.COMMENT_EDIT_MINUTES)
