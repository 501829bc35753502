"""A visitor's own comments in a thread: how each of them stands, in plain words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from comments.authorship import Author
from comments.models import Comment, CommentRevision
from comments.policies import can_edit, can_withdraw, editable_until
from comments.reasons import Reason, wording

# What was sent so recently is what the visitor has just sent.
JUST_NOW = dt.timedelta(minutes=2)

Status = Comment.Status


@dataclass(frozen=True, slots=True)
class Own:
    """One of them, with the change of it that waits, if one does."""

    comment: Comment
    edit: CommentRevision | None
    can_edit: bool
    can_withdraw: bool

    @property
    def editable_until(self) -> dt.datetime:
        """When the time for changes ends."""
        return editable_until(self.comment)

    @property
    def sent_at(self) -> dt.datetime:
        """When the visitor last sent anything of it."""
        if self.edit:
            return self.edit.made_at
        return self.comment.edited_at or self.comment.submitted_at

    @property
    def is_new(self) -> bool:
        """Whether what was last sent is the comment itself and no change of it."""
        return self.edit is None and self.comment.edited_at is None

    @property
    def state(self) -> str:
        """How it stands, and why if not all is well."""
        match self.comment.status:
            case Status.PUBLISHED if self.edit:
                return _("Published; your change waits. %s") % wording(self.edit.reason)
            case Status.PUBLISHED:
                return _("Published.")
            case Status.HELD:
                # The reason stands above its text.
                return _("Waiting for a moderator.")
            case Status.REMOVED:
                return _("Removed by a moderator.")
            case Status.WITHDRAWN:
                return _("Withdrawn by you.")
            case _refused:
                return _("Refused. %s") % wording(self.comment.reason or Reason.DECIDED)

    @property
    def is_refused(self) -> bool:
        """Whether it was decided against it, which its author is given reasons for."""
        return self.comment.status in {Status.REMOVED, Status.REJECTED, Status.SPAM}

    @property
    def news(self) -> str:
        """What became of it when it was just sent; nothing where its state says all there is."""
        number = self.comment.number
        if self.comment.status != Status.PUBLISHED:
            return ""
        if self.edit:
            return _("Your change of %(number)s waits. %(why)s") % {
                "number": number,
                "why": wording(self.edit.reason),
            }
        if self.comment.edited_at:
            return _("Your change of %(number)s is published.") % {"number": number}
        return _("Your comment is published as %(number)s.") % {"number": number}


def describe(author: Author, comments: Sequence[Comment]) -> list[Own]:
    """Describe a visitor's comments, as ``visitors.own_comments`` returns them."""
    return [
        Own(
            comment,
            next(iter(comment.waiting_edits), None),  # type: ignore[attr-defined]
            can_edit(author, comment),
            can_withdraw(author, comment),
        )
        for comment in comments
    ]


def just_sent(own: Sequence[Own]) -> Own | None:
    """Return the one that the visitor has just sent or changed, if there is one."""
    newest = max(own, key=lambda one: one.sent_at, default=None)
    if newest is None or timezone.now() - newest.sent_at > JUST_NOW:
        return None
    return newest
