"""What becomes of comments that were there before a ban. Each is a decision of its own."""

import datetime as dt

from django.db import transaction

from comments.models import Comment
from comments.services.status import StaleComment, change_status
from moderation.banning.targets import target_of
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Ban, Decision
from moderation.policies import can_ban

# So many decisions are short enough for one task, and for those who wait behind it.
BATCH = 50

Action = Decision.Action
Status = Comment.Status
# What is done about a comment of which status, and what becomes of it.
_WHAT = {
    Ban.Past.HOLD: {Status.PUBLISHED: (Action.HOLD, Status.HELD)},
    Ban.Past.REMOVE: {
        Status.PUBLISHED: (Action.REMOVE, Status.REMOVED),
        Status.HELD: (Action.REJECT, Status.REJECTED),
    },
}


def deal_with_batch(*, ban_id: int, after: int = 0) -> int | None:
    """Hold or remove the next past comments that a ban hits, as it says.

    ``after`` is the key of the last one that was dealt with. Returns the same for the next batch,
    or nothing when all is done, the ban is lifted, or whoever made it may no longer.
    """
    ban = Ban.objects.select_related("commenter", "created_by").get(pk=ban_id)
    what = _WHAT.get(Ban.Past(ban.past), {})
    if not what or ban.lifted_at or not can_ban(ban.created_by):
        return None
    since = ban.starts_at - dt.timedelta(days=ban.past_days)
    hit = target_of(ban).comments(since).filter(submitted_at__lt=ban.starts_at, status__in=what)
    batch = list(hit.filter(pk__gt=after).select_related("commenter").order_by("pk")[:BATCH])
    for comment in batch:
        action, status = what[Status(comment.status)]
        _decide(ban, comment, action, status)
    return batch[-1].pk if len(batch) == BATCH else None


def _decide(ban: Ban, comment: Comment, action: Decision.Action, status: Comment.Status) -> None:
    with transaction.atomic():
        try:
            changed = change_status(comment=comment, to=status, expected_version=comment.version)
        except StaleComment:
            # Somebody decided about it meanwhile, which goes before what was decided about all.
            return
        log_decision(
            action=action,
            comment=changed,
            commenter=changed.commenter,
            ban=ban,
            actor=ban.created_by,
            reason=ban.reason[:300],
            before=comment.status,
            after=status,
        )
