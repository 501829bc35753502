from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from comments.models import Comment
from comments.reactions.services import set_featured
from comments.threads.services.status import StaleComment
from moderation.decisions.services.decide import AlreadyDecided
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Decision
from moderation.policies import can_feature


def feature_comment(
    *, actor: User, comment: Comment, featured: bool, explanation: str = ""
) -> Decision:
    """Feature or unfeature a comment and log the decision.

    ``comment`` must have its thread and article loaded. Raises ``PermissionDenied`` if the actor
    may not feature the comment, or ``AlreadyDecided`` if someone else has already made the change
    or the comment is no longer public.
    """
    if not can_feature(actor, comment):
        raise PermissionDenied("Only the article’s author and moderators feature comments")
    with transaction.atomic():
        try:
            comment = set_featured(comment=comment, featured=featured)
        except StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        return log_decision(
            action=Decision.Action.FEATURE if featured else Decision.Action.UNFEATURE,
            comment=comment,
            commenter=comment.commenter,
            actor=actor,
            explanation=explanation,
            before=comment.status,
            after=comment.status,
        )
