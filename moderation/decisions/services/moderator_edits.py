from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from comments.editing.services import edit_as_moderator
from comments.models import Comment
from comments.submission.services import compute_digest
from comments.threads.services.status import StaleComment
from moderation.decisions.evidence import ModeratorEditEvidence
from moderation.decisions.services.decide import AlreadyDecided
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Decision, Guideline
from moderation.policies import can_edit_comment, can_moderate


def edit_comment_as_moderator(
    *,
    moderator: User,
    item: Comment,
    body: str,
    explanation: str = "",
    guideline: Guideline | None = None,
    expected_version: int,
) -> Decision:
    """Replace a comment's text as a moderator and log the edit.

    The original text is kept in the comment's history, and readers see that a moderator edited the
    comment.

    Raises ``PermissionDenied`` if the user may not moderate the comment, ``ValueError`` if the text
    is unchanged, or ``AlreadyDecided`` if the comment has since changed, is neither held nor
    published, or (if the user is an author) was last edited by another moderator.
    """
    if not can_moderate(moderator, item):
        raise PermissionDenied("Only moderators edit other people’s comments")
    if not can_edit_comment(moderator, item):
        raise AlreadyDecided(item)
    if body == item.source:
        raise ValueError("The text is unchanged")
    with transaction.atomic():
        try:
            original = edit_as_moderator(comment=item, body=body, expected_version=expected_version)
        except StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        return log_decision(
            action=Decision.Action.EDIT,
            comment=item,
            commenter=item.commenter,
            actor=moderator,
            guideline=guideline,
            explanation=explanation,
            before=item.status,
            after=item.status,
            evidence=ModeratorEditEvidence(
                original.pk, compute_digest(body), item.moderator_edited_at
            ),
        )
