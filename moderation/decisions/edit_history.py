import datetime as dt
from collections.abc import Sequence
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


def describe_edits(comment: Comment, revisions: Sequence[CommentRevision]) -> list[TextChange]:
    """Return the edits in ``revisions``, which are all of a comment's revisions, oldest first.

    Previous versions are compared with their replacements, and proposed edits with the text they
    were meant to replace.
    """
    states = CommentRevision.State
    changes: list[TextChange] = []
    after = comment.source
    # An accepted edit appears as the change from the original text, so its own row is skipped.
    for revision in reversed(revisions):
        if revision.state == states.ACCEPTED:
            continue
        if revision.state == states.PREVIOUS:
            shown, after = render_diff(revision.source, after), revision.source
        else:
            shown = render_diff(after, revision.source)
        is_pending = revision.state == states.PENDING
        changes.append(
            TextChange(revision.made_at, revision.get_state_display(), shown, is_pending)
        )
    return changes[::-1]
