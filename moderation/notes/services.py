from django.core.exceptions import PermissionDenied

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.models import Note
from moderation.policies import can_delete_note, can_note


def add_note(
    *, moderator: User, commenter: Commenter, text: str, comment: Comment | None = None
) -> Note:
    """Add a note about a commenter, optionally linked to one of their comments.

    Raises ``PermissionDenied`` if the user may not write notes, or ``ValueError`` if the comment
    isn't by this commenter.
    """
    if not can_note(moderator):
        raise PermissionDenied("Only moderators write notes")
    if comment is not None and comment.commenter_id != commenter.pk:
        raise ValueError("The comment must be by the commenter the note is about")
    return Note.objects.create(author=moderator, commenter=commenter, comment=comment, text=text)


def delete_note(*, moderator: User, note: Note) -> None:
    """Delete a note.

    Unlike decisions, notes can be deleted, because incorrect remarks about a person shouldn't be
    kept. Raises ``PermissionDenied`` for another moderator's note, unless the user is an editor.
    """
    if not can_delete_note(moderator, note):
        raise PermissionDenied("This note is another moderator’s")
    note.delete()
