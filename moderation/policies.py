"""Who may decide what. Asked by templates and the admin, and asked again by services."""

from comments.models import Comment
from comments.policies import Visitor
from moderation.models import Ban, Note


def can_moderate(user: Visitor, comment: Comment) -> bool:
    """Whether the user may decide on this comment."""
    return can_see_queue(user)


def can_feature(user: Visitor, comment: Comment) -> bool:
    """Whether the user may feature a comment: its article's author, and moderators.

    ``comment`` comes with its thread and article.
    """
    own_article = user.is_authenticated and comment.thread.article.author_id == user.pk
    return can_moderate(user, comment) or (
        own_article and user.is_active and user.has_perm("blog.change_article")
    )


def can_see_queue(user: Visitor) -> bool:
    """Whether the user may see what waits."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_ban(user: Visitor) -> bool:
    """Whether the user may keep somebody from posting."""
    return user.is_active and user.has_perm("moderation.add_ban")


def can_lift_ban(user: Visitor, ban: Ban) -> bool:
    """Whether the user may end this ban before its time."""
    return user.is_active and ban.lifted_at is None and user.has_perm("moderation.lift_ban")


def can_measure(user: Visitor) -> bool:
    """Whether the user may warn, mute, and have somebody read first."""
    return user.is_active and user.has_perm("moderation.add_measure")


def can_note(user: Visitor) -> bool:
    """Whether the user may read and keep notes on commenters, and see what is known of them."""
    return user.is_active and user.has_perm("moderation.add_note")


def can_remove_note(user: Visitor, note: Note) -> bool:
    """Whether the user may take a note away: one's own, and as an editor any."""
    own = can_note(user) and note.author_id == user.pk
    return own or (user.is_active and user.has_perm("moderation.delete_note"))
