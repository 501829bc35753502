from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Comment
from moderation.models import Presence
from moderation.models.presence import PRESENCE_TIMEOUT
from moderation.policies import can_moderate


def record_presence(*, moderator: User, comment: Comment) -> None:
    """Record that a moderator has a comment open now. Runs two queries.

    Raises ``PermissionDenied`` if the user may not moderate the comment.
    """
    if not can_moderate(moderator, comment):
        raise PermissionDenied("Only moderators open comments of the queue")
    now = timezone.now()
    with transaction.atomic():
        own = Presence.objects.filter(comment=comment, moderator=moderator)
        # A moderator who returns later starts a new visit.
        own.filter(last_at__lte=now - PRESENCE_TIMEOUT).update(began_at=now, last_at=now)
        Presence.objects.bulk_create(
            [Presence(comment=comment, moderator=moderator, began_at=now, last_at=now)],
            update_conflicts=True,
            unique_fields=["comment", "moderator"],
            update_fields=["last_at"],
        )
