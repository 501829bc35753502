"""What may be decided about a comment in which status, and what becomes of it."""

from collections.abc import Mapping

from comments.models import Comment
from moderation.models import Decision

Action = Decision.Action
Status = Comment.Status

TRANSITIONS: Mapping[Status, Mapping[Action, Status]] = {
    Status.HELD: {
        Action.APPROVE: Status.PUBLISHED,
        Action.REJECT: Status.REJECTED,
        Action.SPAM: Status.SPAM,
    },
    Status.PUBLISHED: {Action.REMOVE: Status.REMOVED, Action.SPAM: Status.SPAM},
    Status.REJECTED: {Action.APPROVE: Status.PUBLISHED, Action.SPAM: Status.SPAM},
    Status.SPAM: {Action.APPROVE: Status.PUBLISHED, Action.REJECT: Status.REJECTED},
    Status.REMOVED: {Action.RESTORE: Status.PUBLISHED, Action.SPAM: Status.SPAM},
    # What its author took back stays taken back.
    Status.WITHDRAWN: {},
}


# About a change that waits while the old text stands.
EDIT_ACTIONS = (Action.APPROVE_EDIT, Action.REJECT_EDIT)

# What decisions bring about: those of one kind stand on top of one another.
STATUS_ACTIONS = frozenset(
    {
        Action.PUBLISH, Action.HOLD, Action.APPROVE, Action.REJECT, Action.SPAM, Action.REMOVE,
        Action.RESTORE, Action.KEEP,
    }
)  # fmt: skip
FEATURE_ACTIONS = frozenset({Action.FEATURE, Action.UNFEATURE})
TEXT_ACTIONS = frozenset({Action.EDIT, *EDIT_ACTIONS})
SANCTION_ACTIONS = frozenset({Action.WARN, Action.SUSPEND, Action.PREMODERATE, Action.TRUST})
UNDOABLE = (
    STATUS_ACTIONS
    | FEATURE_ACTIONS
    | TEXT_ACTIONS
    | SANCTION_ACTIONS
    | {Action.BAN, Action.LIFT_BAN, Action.CHANGE_POLICY}
)


def actions_for(
    comment: Comment, *, edit_waits: bool = False, reported: bool = False
) -> list[Action]:
    """Return what may be decided about the comment as it stands, in the order of the buttons.

    ``edit_waits`` says whether its author has proposed another text, ``reported`` whether readers
    have complained and wait for an answer: what nobody complains of need not be left as it is.
    """
    about_edit = EDIT_ACTIONS if edit_waits and comment.is_readable else ()
    about_reports = (Action.KEEP,) if reported and comment.is_readable else ()
    return [*about_edit, *about_reports, *TRANSITIONS[Status(comment.status)]]


def status_after(comment: Comment, action: Action) -> Status | None:
    """Return what an action makes of the comment, or nothing where it doesn't fit."""
    if action == Action.KEEP:
        return Status.PUBLISHED if comment.is_readable else None
    return TRANSITIONS[Status(comment.status)].get(action)
