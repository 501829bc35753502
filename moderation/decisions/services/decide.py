from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from comments.editing.services import NoPendingEdit, accept_edit, reject_edit
from comments.models import Comment
from comments.threads.services.status import StaleComment, change_status
from moderation.decisions.evidence import EditEvidence, StatusEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.decisions.services.trust import adjust_trust
from moderation.decisions.transitions import EDIT_ACTIONS, get_status_after
from moderation.models import Batch, Decision, Guideline
from moderation.policies import can_decide, can_moderate


class AlreadyDecided(Exception):
    """Someone else has already decided, or the action doesn't fit the comment's status.

    ``comment`` is the comment in its current state; ``last`` is the latest decision on it, if any.
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
    explanation: str = "",
    guideline: Guideline | None = None,
    expected_version: int,
    batch: Batch | None = None,
) -> Decision:
    """Carry out a moderator's decision on a comment, adjust the commenter's trust, and log it.

    ``expected_version`` is the version of the comment that the moderator saw. ``guideline`` is the
    applicable guideline and ``explanation`` is the moderator's message to the commenter. ``batch``
    is the bulk action that this decision belongs to.

    Raises ``PermissionDenied`` if the user may not moderate the comment, or ``AlreadyDecided`` if
    the comment has since changed, the action doesn't fit its status, or an article's author tries
    to override a moderator's decision. Nothing is changed if an exception is raised.
    """
    if not can_moderate(moderator, item):
        raise PermissionDenied("Only moderators decide on comments")
    if not can_decide(moderator, item):
        raise AlreadyDecided(item)
    if action in EDIT_ACTIONS:
        return _decide_on_edit(moderator, item, action, explanation, guideline, expected_version)
    before = Comment.Status(item.status)
    after = get_status_after(item, action)
    if after is None:
        raise AlreadyDecided(item)
    with transaction.atomic():
        resolved = list(item.reports.open().order_by("pk").values_list("pk", flat=True))
        if action == Decision.Action.KEEP and not resolved:
            raise AlreadyDecided(item)
        comment = _changed(item, after, expected_version)
        trust = adjust_trust(comment, action, before)
        return log_decision(
            action=action,
            comment=comment,
            commenter=comment.commenter,
            actor=moderator,
            guideline=guideline,
            explanation=explanation,
            before=before,
            after=after,
            batch=batch,
            evidence=StatusEvidence(
                previous_reason_code=item.reason_code, trust=trust, reports=tuple(resolved)
            ),
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
    explanation: str,
    guideline: Guideline | None,
    expected_version: int,
) -> Decision:
    """Accept or reject a published comment's pending edit, leaving its status unchanged."""
    if not item.is_readable:
        raise AlreadyDecided(item)
    settle = accept_edit if action == EDIT_ACTIONS[0] else reject_edit
    with transaction.atomic():
        try:
            revision = settle(comment=item, expected_version=expected_version)
        except StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        except NoPendingEdit as error:
            raise AlreadyDecided(item) from error
        return log_decision(
            action=action,
            comment=item,
            commenter=item.commenter,
            actor=moderator,
            guideline=guideline,
            explanation=explanation,
            before=item.status,
            after=item.status,
            evidence=EditEvidence(revision.pk),
        )
