"""A moderator changes the text of a comment, with a trace."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from comments.models import Comment
from comments.services.correcting import correct_text
from comments.services.status import StaleComment
from comments.services.submission import digest_of
from moderation.models import Decision, Guideline
from moderation.policies import can_correct, can_moderate
from moderation.services.deciding import AlreadyDecided
from moderation.services.recording import record


def correct(
    *,
    moderator: User,
    item: Comment,
    body: str,
    reason: str = "",
    guideline: Guideline | None = None,
    expected_version: int,
) -> Decision:
    """Let another text stand in the place of a comment's, and write it down.

    The former text is kept, and readers are told that a moderator has changed it. Raises
    ``PermissionDenied``, ``ValueError`` where nothing is changed, and ``AlreadyDecided`` when the
    comment has changed since, or neither waits nor stands.
    """
    if not can_moderate(moderator, item):
        raise PermissionDenied("Only moderators change what others wrote")
    if not can_correct(moderator, item):
        raise AlreadyDecided(item)
    if body == item.source:
        raise ValueError("Nothing is changed")
    with transaction.atomic():
        try:
            former = correct_text(comment=item, body=body, expected_version=expected_version)
        except StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        corrected_at = item.corrected_at.isoformat() if item.corrected_at else None
        was = {"corrected_at": corrected_at, "digest": digest_of(body)}
        return record(
            action=Decision.Action.EDIT,
            comment=item,
            commenter=item.commenter,
            actor=moderator,
            guideline=guideline,
            reason=reason,
            before=item.status,
            after=item.status,
            evidence={"revision": former.pk, "was": was},
        )
