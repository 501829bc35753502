"""The text of statements of reasons, for pages and emails."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.submission.reason_codes import get_author_text
from moderation.models import Decision, Statement

Action = Decision.Action
_HIDDEN = {Comment.Status.REJECTED, Comment.Status.SPAM, Comment.Status.REMOVED}


@dataclass(frozen=True, slots=True)
class StatementText:
    """The decision in one sentence, and its effect on the commenter."""

    headline: str | Promise
    effect: str | Promise


_TEXTS: Mapping[str, StatementText] = {
    Action.REJECT: StatementText(
        _("Your comment was rejected."),
        _("Only you and the moderators can read it."),
    ),
    Action.SPAM: StatementText(
        _("Your comment was marked as spam."),
        _(
            "Only you and the moderators can read it, and your next comments will be reviewed"
            " before they appear."
        ),
    ),
    Action.REMOVE: StatementText(
        _("Your comment was removed."),
        _("Its number and the replies to it remain, but its text is no longer visible."),
    ),
    Action.EDIT: StatementText(
        _("A moderator edited your comment."),
        _("The edited text is shown, with a note that a moderator changed it."),
    ),
    Action.REJECT_EDIT: StatementText(
        _("Your edit was rejected."),
        _("Your comment stays as it was before the edit."),
    ),
    Action.WARN: StatementText(
        _("You received a warning."),
        _("You need to confirm that you have read it before you can post your next comment."),
    ),
    Action.SUSPEND: StatementText(
        _("You were suspended from commenting."),
        _("You can’t post comments until the suspension ends. Your existing comments remain."),
    ),
    Action.BAN: StatementText(
        _("You were banned from commenting."),
        _("You can’t post comments. You can still read everything."),
    ),
    Action.PREMODERATE: StatementText(
        _("Your comments are now pre-moderated."),
        _("A moderator reviews each of your comments before it appears."),
    ),
}


def get_statement_text(statement: Statement) -> StatementText:
    """Return the text for a statement's decision."""
    decision = statement.decision
    # If the comment is still public, only an edit to it was rejected.
    if decision.action in {Action.REJECT, Action.SPAM} and decision.after not in _HIDDEN:
        return _TEXTS[Action.REJECT_EDIT]
    return _TEXTS[decision.action]


def get_reason(decision: Decision) -> str:
    """Return the reason given to the author in addition to the guideline.

    It is the moderator's message or, for an automatic decision, the text of its reason code.
    """
    return decision.explanation if decision.actor_id else get_author_text(decision.reason_code)


def is_reversed(statement: Statement) -> bool:
    """Check whether the decision has been undone, or reversed by a later decision."""
    decision = statement.decision
    if hasattr(decision, "undone_by"):
        return True
    if decision.ban:
        return decision.ban.lifted_at is not None
    if decision.action == Action.PREMODERATE:
        return statement.commenter.trust != decision.after
    hidden = decision.after in _HIDDEN
    return bool(hidden and decision.comment and decision.comment.is_readable)
