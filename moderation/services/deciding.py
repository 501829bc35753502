"""Decisions about comments and about those who write them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from comments.models import Comment
from comments.services.editing import NothingWaits, accept_edit, refuse_edit
from comments.services.featuring import set_featured
from comments.services.status import StaleComment, change_status
from moderation.models import Batch, Decision, Guideline
from moderation.policies import can_feature, can_moderate
from moderation.services.recording import record
from moderation.services.trust import let_trust_follow
from moderation.transitions import EDIT_ACTIONS, status_after


class AlreadyDecided(Exception):
    """Somebody was faster, or the action doesn't fit the comment's status.

    ``comment`` is as it stands now and ``last`` is the latest decision about it, if any.
    """

    def __init__(self, comment: Comment) -> None:
        super().__init__(f"Comment {comment.pk} is {comment.status} by now")
        self.comment = comment
        self.last = comment.decisions.select_related("actor").first()


def decide(
    *,
    moderator: User,
    item: Comment,
    action: Decision.Action,
    reason: str = "",
    guideline: Guideline | None = None,
    expected_version: int,
    batch: Batch | None = None,
) -> Decision:
    """Carry out a moderator's decision about a comment and write it down.

    ``expected_version`` is the version of the comment that the moderator looked at, ``guideline``
    is from the site's own list of reasons and ``reason`` is what they add in words; ``batch`` is
    what this is a part of. The commenter's trust follows the decision. Raises ``PermissionDenied``,
    and ``AlreadyDecided`` when the comment has changed since or the action doesn't fit its status;
    nothing is changed then.
    """
    if not can_moderate(moderator, item):
        raise PermissionDenied("Only moderators decide on comments")
    if action in EDIT_ACTIONS:
        return _decide_on_edit(moderator, item, action, reason, guideline, expected_version)
    before = Comment.Status(item.status)
    after = status_after(item, action)
    if after is None:
        raise AlreadyDecided(item)
    with transaction.atomic():
        answered = list(item.reports.open().order_by("pk").values_list("pk", flat=True))
        if action == Decision.Action.KEEP and not answered:
            raise AlreadyDecided(item)
        comment = _changed(item, after, expected_version)
        # What an undoing has to know.
        was = {"reason": item.reason, **let_trust_follow(comment, action, before)}
        return record(
            action=action,
            comment=comment,
            commenter=comment.commenter,
            actor=moderator,
            guideline=guideline,
            reason=reason,
            before=before,
            after=after,
            batch=batch,
            evidence={"was": was} | ({"reports": answered} if answered else {}),
        )


def feature(*, actor: User, comment: Comment, featured: bool, reason: str = "") -> Decision:
    """Feature a comment, or no longer, and write it down.

    ``comment`` comes with its thread and article. Raises ``PermissionDenied``, and
    ``AlreadyDecided`` when somebody was faster or the comment can't be read any more.
    """
    if not can_feature(actor, comment):
        raise PermissionDenied("Only the article’s author and moderators feature comments")
    with transaction.atomic():
        try:
            comment = set_featured(comment=comment, featured=featured)
        except StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        return record(
            action=Decision.Action.FEATURE if featured else Decision.Action.UNFEATURE,
            comment=comment,
            commenter=comment.commenter,
            actor=actor,
            reason=reason,
            before=comment.status,
            after=comment.status,
        )


def _changed(item: Comment, to: Comment.Status, expected_version: int) -> Comment:
    try:
        return change_status(comment=item, to=to, expected_version=expected_version)
    except StaleComment as stale:
        raise AlreadyDecided(stale.comment) from stale


def _decide_on_edit(
    moderator: User,
    item: Comment,
    action: Decision.Action,
    reason: str,
    guideline: Guideline | None,
    expected_version: int,
) -> Decision:
    """Let a proposed text take the place of the one that stands, or not; the status stays."""
    if not item.is_readable:
        raise AlreadyDecided(item)
    settle = accept_edit if action == EDIT_ACTIONS[0] else refuse_edit
    with transaction.atomic():
        try:
            revision = settle(comment=item, expected_version=expected_version)
        except StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        except NothingWaits as nothing:
            raise AlreadyDecided(item) from nothing
        return record(
            action=action,
            comment=item,
            commenter=item.commenter,
            actor=moderator,
            guideline=guideline,
            reason=reason,
            before=item.status,
            after=item.status,
            evidence={"revision": revision.pk},
        )
