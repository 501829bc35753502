"""Who may do what with comments. Asked by templates, and asked again by services."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from comments.authorship import Author
from comments.models import Comment, Commenter, Thread
from comments.threads.comment_policy import EffectivePolicy

Visitor = User | AnonymousUser


def can_comment(user: Visitor, thread: Thread, terms: EffectivePolicy) -> bool:
    """Whether the comment form is offered. Screeners have the last word on what is sent."""
    return terms.offers_form and thread.article.is_public


def can_read_waiting(user: Visitor) -> bool:
    """Whether comments that wait for a decision may be read by somebody who didn't write them."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def decides_here(user: User | None, thread: Thread) -> bool:
    """Whether the user would be asked about a comment that waits: the author, and moderators."""
    return user is not None and (
        thread.article.author_id == user.pk
        or (user.is_active and user.has_perm("comments.moderate_comment"))
    )


def can_be_answered(comment: Comment) -> bool:
    """Whether a reply to this comment is taken: only to one that can be read."""
    return comment.is_readable


def can_recommend(author: Author, comment: Comment) -> bool:
    """Whether the visitor may recommend a comment: one that can be read, and by somebody else."""
    return comment.is_readable and not is_own(author, comment)


def can_ignore(user: User, commenter: Commenter) -> bool:
    """Whether an account may ignore a commenter: anybody but itself."""
    return commenter.user_id != user.pk


def is_own(author: Author, comment: Comment) -> bool:
    """Whether the visitor wrote this comment. It comes with its commenter."""
    commenter = comment.commenter
    by_account = author.user is not None and commenter.user_id == author.user.pk
    by_address = bool(author.email) and commenter.email == author.email
    return by_account or by_address or comment.pk in author.comment_ids


def can_edit(author: Author, comment: Comment) -> bool:
    """Whether the author may still change the text: for a few minutes, of what is not decided.

    What a moderator has changed stays as it is.
    """
    return (
        is_own(author, comment)
        and comment.status in {Comment.Status.PUBLISHED, Comment.Status.HELD}
        and comment.corrected_at is None
        and timezone.now() < editable_until(comment)
    )


def can_withdraw(author: Author, comment: Comment) -> bool:
    """Whether the author may take the comment back: at any time, while it stands or waits."""
    return is_own(author, comment) and comment.status in {
        Comment.Status.PUBLISHED,
        Comment.Status.HELD,
    }


def editable_until(comment: Comment) -> dt.datetime:
    """Return when the time for changes ends, which begins when the comment is published."""
    begins = comment.published_at or comment.submitted_at
    return begins + dt.timedelta(minutes=settings.COMMENT_EDIT_MINUTES)
