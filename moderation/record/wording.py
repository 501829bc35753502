"""Statements in plain words, for the page and for the mail."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.submission.reason_codes import get_reason_label
from moderation.models import Decision, Statement

Action = Decision.Action
_HIDDEN = {Comment.Status.REJECTED, Comment.Status.SPAM, Comment.Status.REMOVED}


@dataclass(frozen=True, slots=True)
class Words:
    """What was decided, and what that means for whoever it hits."""

    decided: str | Promise
    means: str | Promise


_WORDS: Mapping[str, Words] = {
    Action.REJECT: Words(
        _("Your comment was not published."),
        _("Nobody but you and the moderators can read it."),
    ),
    Action.SPAM: Words(
        _("Your comment was taken for spam."),
        _("Nobody but you and the moderators can read it, and your next comments are read first."),
    ),
    Action.REMOVE: Words(
        _("Your comment was taken down."),
        _("Its number stays, and so do the answers to it; its text can’t be read any more."),
    ),
    Action.EDIT: Words(
        _("The text of your comment was changed by a moderator."),
        _("The comment stands with the changed text, and says that a moderator has changed it."),
    ),
    Action.REJECT_EDIT: Words(
        _("Your change of your comment was not accepted."),
        _("The comment stands as it was before the change."),
    ),
    Action.WARN: Words(
        _("You were warned."),
        _("Before your next comment you are asked to say that you have read this."),
    ),
    Action.MUTE: Words(
        _("You can’t comment here for a time."),
        _("Your comments are not taken until then. What you have written before stays."),
    ),
    Action.BAN: Words(
        _("You were banned from commenting here."),
        _("Your comments are not taken. You can still read everything."),
    ),
    Action.HOLD_ALL: Words(
        _("Your comments are read by a moderator before they appear."),
        _("Each of them waits until a moderator has read it."),
    ),
}


def words_for(statement: Statement) -> Words:
    """Return what a statement says about its decision."""
    decision = statement.decision
    # A comment that stands was not refused itself, but a change of it.
    if decision.action in {Action.REJECT, Action.SPAM} and decision.after not in _HIDDEN:
        return _WORDS[Action.REJECT_EDIT]
    return _WORDS[decision.action]


def explanation(decision: Decision) -> str:
    """Return why it was decided so, as far as words were added to the ground.

    A rule has only a code for that.
    """
    return decision.reason if decision.actor_id else get_reason_label(decision.reason)


def is_over(statement: Statement) -> bool:
    """Whether the decision no longer stands: undone, or followed by the opposite one."""
    decision = statement.decision
    if hasattr(decision, "undone_by"):
        return True
    if decision.ban:
        return decision.ban.lifted_at is not None
    if decision.action == Action.HOLD_ALL:
        return statement.commenter.trust != decision.after
    hidden = decision.after in _HIDDEN
    return bool(hidden and decision.comment and decision.comment.is_readable)
