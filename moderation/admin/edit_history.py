import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString

from comments.models import Comment, CommentRevision
from core.text_diff import render_diff


@dataclass(frozen=True, slots=True)
class TextChange:
    """An edit to a comment, shown as a diff."""

    at: dt.datetime
    label: str
    difference: SafeString
    is_pending: bool = False


def get_edit_history(comment: Comment) -> list[TextChange]:
    """Return all edits to a comment, oldest first, using one query.

    Previous versions are compared with their replacements, and proposed edits with the text they
    were meant to replace.
    """
    states = CommentRevision.State
    changes: list[TextChange] = []
    after = comment.source
    # An accepted edit appears as the change from the original text, so its own row is skipped.
    for revision in reversed(comment.revisions.exclude(state=states.ACCEPTED).oldest_first()):
        if revision.state == states.PREVIOUS:
            shown, after = render_diff(revision.source, after), revision.source
        else:
            shown = render_diff(after, revision.source)
        is_pending = revision.state == states.PENDING
        changes.append(
            TextChange(revision.made_at, revision.get_state_display(), shown, is_pending)
        )
    return changes[::-1]
