"""A visitor's own comments in a thread, with their status."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Comment, CommentRevision, Reference, Thread
from comments.policies import can_edit, can_read_held, can_withdraw, get_edit_deadline
from comments.rendering.reply_targets import prefetch_reply_targets
from comments.submission.reason_codes import ReasonCode, get_author_text, get_reason_label
from comments.visitors.cookies import MAX_COMMENTS
from comments.visitors.visitor import Visitor

# How long the visitor sees a confirmation for a comment.
JUST_POSTED = dt.timedelta(minutes=2)

Status = Comment.Status


@dataclass(frozen=True, slots=True)
class OwnComment:
    """One of the visitor's comments, with its pending edit (if any) and the permitted actions."""

    comment: Comment
    edit: CommentRevision | None
    can_edit: bool
    can_withdraw: bool
    # Depends on this browser only. Whether the address was confirmed elsewhere stays private.
    offers_confirmation: bool

    @property
    def editable_until(self) -> dt.datetime:
        return get_edit_deadline(self.comment)

    @property
    def submitted_at(self) -> dt.datetime:
        """The time of the last edit, or of the submission if the comment has never been edited."""
        if self.edit:
            return self.edit.made_at
        return self.comment.edited_at or self.comment.submitted_at

    @property
    def is_new(self) -> bool:
        """True if the comment has neither a pending nor a published edit."""
        return self.edit is None and self.comment.edited_at is None

    @property
    def state(self) -> str:
        """The status in words, with the reason if the comment was rejected or its edit is held."""
        match self.comment.status:
            case Status.PUBLISHED if self.edit:
                return _("Posted. Your edit is awaiting moderation. %s") % get_author_text(
                    self.edit.reason_code
                )
            case Status.PUBLISHED:
                return _("Posted.")
            case Status.HELD:
                # The reason is shown above the comment's text.
                return _("Awaiting moderation.")
            case Status.REMOVED:
                return _("Removed by a moderator.")
            case Status.WITHDRAWN:
                return _("Deleted by you.")
            case _rejected:
                return _("Rejected. %s") % get_author_text(
                    self.comment.reason_code or ReasonCode.MODERATOR_DECISION
                )

    @property
    def is_rejected(self) -> bool:
        """True if the comment was rejected, removed, or marked as spam; its author can appeal."""
        return self.comment.status in {Status.REMOVED, Status.REJECTED, Status.SPAM}

    @property
    def confirmation(self) -> str:
        """The message shown after posting or editing; empty unless the comment is published."""
        number = self.comment.number
        if self.comment.status != Status.PUBLISHED:
            return ""
        if self.edit:
            return _("Your edit to comment #%(number)s is awaiting moderation. %(reason)s") % {
                "number": number,
                "reason": get_author_text(self.edit.reason_code),
            }
        if self.comment.edited_at:
            return _("Comment #%(number)s updated.") % {"number": number}
        return _("Comment #%(number)s posted.") % {"number": number}


@dataclass(frozen=True, slots=True)
class HeldComment:
    """A held comment and the reason it is held, worded for its author or for a moderator."""

    comment: Comment
    reason: str

    @property
    def in_reply_to(self) -> Sequence[Reference]:
        """The references to the comments that it replies to, which must be prefetched."""
        return list(self.comment.references.all())


def get_own_comments(visitor: Visitor, thread: Thread) -> Sequence[Comment]:
    """Return the visitor's latest comments in a thread, regardless of status, oldest first.

    Each comment has its commenter and ``pending_edits`` loaded. Two queries, or none if no comments
    can be attributed to the visitor.
    """
    if not visitor.may_have_comments:
        return []
    rows = Comment.objects.by(visitor).filter(thread=thread)
    rows = rows.select_related("commenter").newest_first()
    pending = Prefetch("revisions", CommentRevision.objects.pending(), to_attr="pending_edits")
    return list(rows.prefetch_related(pending)[:MAX_COMMENTS])[::-1]


def get_held_comments(
    visitor: Visitor, thread: Thread, own: Sequence[Comment]
) -> list[HeldComment]:
    """Return the held comments in a thread that the visitor may see, oldest first.

    Moderators see all of them; other visitors see only those in ``own``.
    """
    if visitor.user and can_read_held(visitor.user):
        held = list(Comment.objects.filter(thread=thread).held().order_by("submitted_at", "pk"))
    else:
        held = [comment for comment in own if comment.status == Status.HELD]
    prefetch_related_objects(held, prefetch_reply_targets("references"))
    return [_describe_held(comment, is_author=comment in own) for comment in held]


def describe_own_comments(visitor: Visitor, comments: Sequence[Comment]) -> list[OwnComment]:
    """Return the visitor's comments with their pending edits and permitted actions.

    ``comments`` must come from ``get_own_comments``.
    """
    return [
        OwnComment(
            comment,
            next(iter(comment.pending_edits), None),  # type: ignore[attr-defined]
            can_edit(visitor, comment),
            can_withdraw(visitor, comment),
            offers_confirmation=bool(comment.commenter.email)
            and not visitor.user
            and not visitor.is_commenter(comment.commenter),
        )
        for comment in comments
    ]


def get_just_posted(own: Sequence[OwnComment]) -> OwnComment | None:
    """Return the comment that the visitor just posted or edited, if any."""
    newest = max(own, key=lambda comment: comment.submitted_at, default=None)
    if newest is None or timezone.now() - newest.submitted_at > JUST_POSTED:
        return None
    return newest


def _describe_held(comment: Comment, *, is_author: bool) -> HeldComment:
    describe = get_author_text if is_author else get_reason_label
    return HeldComment(comment, describe(comment.reason_code))
