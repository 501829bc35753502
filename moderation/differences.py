"""What authors changed in their comments."""

import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString

from comments.models import Comment, CommentRevision
from core.text_diff import render_diff


@dataclass(frozen=True, slots=True)
class Change:
    """One change that an author made or wanted: when, what became of it, and what it changes."""

    at: dt.datetime
    label: str
    difference: SafeString
    waits: bool = False


def texts_of(comment: Comment) -> list[Change]:
    """Return all changes of a comment, the oldest first. One query.

    A former text is compared with the one that took its place, a proposed one with the one that
    stood then.
    """
    states = CommentRevision.State
    changes: list[Change] = []
    after = comment.source
    # An accepted one shows as the change of the former text that made room for it.
    for revision in reversed(comment.revisions.exclude(state=states.ACCEPTED).oldest_first()):
        if revision.state == states.PREVIOUS:
            shown, after = render_diff(revision.source, after), revision.source
        else:
            shown = render_diff(after, revision.source)
        waits = revision.state == states.PENDING
        changes.append(Change(revision.made_at, revision.get_state_display(), shown, waits))
    return changes[::-1]
