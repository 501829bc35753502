"""The decisions allowed for each comment status, and the status that each one leads to."""

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
    # Moderators can't restore a comment that its author has deleted.
    Status.WITHDRAWN: {},
}


# Decisions on a pending edit to a published comment.
EDIT_ACTIONS = (Action.APPROVE_EDIT, Action.REJECT_EDIT)

# Actions by what they change. A decision can be undone only if no later one changes the same thing.
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


def get_allowed_actions(
    comment: Comment, *, has_pending_edit: bool = False, is_reported: bool = False
) -> list[Action]:
    """Return the decisions allowed for a comment in its current status, in button order.

    Edit actions are allowed only if an edit is pending, ``KEEP`` only if there are open reports.
    """
    about_edit = EDIT_ACTIONS if has_pending_edit and comment.is_readable else ()
    about_reports = (Action.KEEP,) if is_reported and comment.is_readable else ()
    return [*about_edit, *about_reports, *TRANSITIONS[Status(comment.status)]]


def get_status_after(comment: Comment, action: Action) -> Status | None:
    """Return the status that an action leads to, or None if it doesn't fit the current status."""
    if action == Action.KEEP:
        return Status.PUBLISHED if comment.is_readable else None
    return TRANSITIONS[Status(comment.status)].get(action)
