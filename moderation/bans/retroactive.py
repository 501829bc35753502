"""Apply a ban to comments posted before it, with a separate decision for each."""

import datetime as dt

from django.db import transaction

from comments.models import Comment
from comments.threads.services.status import StaleComment, change_status
from moderation.bans.targets import get_target
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Ban, Decision
from moderation.policies import can_ban

# Decisions per task: few enough that other tasks don't have to wait long.
BATCH_SIZE = 50

Action = Decision.Action
Status = Comment.Status
# The action and the new status, by the comment's current status.
_OUTCOMES = {
    Ban.PastAction.HOLD: {Status.PUBLISHED: (Action.HOLD, Status.HELD)},
    Ban.PastAction.REMOVE: {
        Status.PUBLISHED: (Action.REMOVE, Status.REMOVED),
        Status.HELD: (Action.REJECT, Status.REJECTED),
    },
}


def apply_retroactively(*, ban_id: int, after: int = 0) -> int | None:
    """Hold or remove the next batch of past comments that match a ban.

    ``after`` is the primary key of the last comment of the previous batch. Returns the
    corresponding key for this batch, or None if this was the last batch, the ban has been lifted,
    or the moderator who created it is no longer allowed to ban.
    """
    ban = Ban.objects.select_related("commenter", "created_by").get(pk=ban_id)
    outcomes = _OUTCOMES.get(Ban.PastAction(ban.past_action), {})
    if not outcomes or ban.lifted_at or not can_ban(ban.created_by):
        return None
    since = ban.starts_at - dt.timedelta(days=ban.past_days)
    matching = (
        get_target(ban)
        .find_comments(since)
        .filter(submitted_at__lt=ban.starts_at, status__in=outcomes)
    )
    batch = list(
        matching.filter(pk__gt=after).select_related("commenter").order_by("pk")[:BATCH_SIZE]
    )
    made = ban.decisions.select_related("guideline").get(action=Action.BAN)
    for comment in batch:
        action, status = outcomes[Status(comment.status)]
        _decide(ban, made, comment, action, status)
    return batch[-1].pk if len(batch) == BATCH_SIZE else None


def _decide(
    ban: Ban, made: Decision, comment: Comment, action: Decision.Action, status: Comment.Status
) -> None:
    """Change a comment's status and log it with the reasons in ``made``, the decision to ban."""
    with transaction.atomic():
        try:
            changed = change_status(comment=comment, to=status, expected_version=comment.version)
        except StaleComment:
            # A concurrent decision about this comment takes precedence.
            return
        log_decision(
            action=action,
            comment=changed,
            commenter=changed.commenter,
            ban=ban,
            actor=ban.created_by,
            guideline=made.guideline,
            explanation=made.explanation,
            before=comment.status,
            after=status,
        )
