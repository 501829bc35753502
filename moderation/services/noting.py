"""Notes that moderators keep on commenters and on comments."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.models import Note
from moderation.policies import can_note, can_remove_note


def add_note(
    *, moderator: User, commenter: Commenter, text: str, comment: Comment | None = None
) -> Note:
    """Keep a note on a commenter; one on a comment stands at its commenter's too.

    Raises ``PermissionDenied``, and ``ValueError`` for a comment by somebody else.
    """
    if not can_note(moderator):
        raise PermissionDenied("Only moderators keep notes")
    if comment is not None and comment.commenter_id != commenter.pk:
        raise ValueError("A note on a comment is a note on whoever wrote it")
    return Note.objects.create(author=moderator, commenter=commenter, comment=comment, text=text)


def remove_note(*, moderator: User, note: Note) -> None:
    """Take a note away: it is no decision, and what is wrong about somebody shouldn't stay.

    Raises ``PermissionDenied`` for somebody else's note, unless an editor removes it.
    """
    if not can_remove_note(moderator, note):
        raise PermissionDenied("This note is somebody else’s")
    note.delete()
