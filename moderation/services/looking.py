"""Saying that a moderator is looking at a comment."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Comment
from moderation.models import Look
from moderation.models.look import LOOK_LASTS
from moderation.policies import can_moderate


def look_at(*, moderator: User, comment: Comment) -> None:
    """Note that a moderator is looking at a comment, now and for the next minutes. Two queries.

    Raises ``PermissionDenied``.
    """
    if not can_moderate(moderator, comment):
        raise PermissionDenied("Only moderators look at what waits")
    now = timezone.now()
    with transaction.atomic():
        theirs = Look.objects.filter(comment=comment, moderator=moderator)
        # Whoever comes back later begins anew.
        theirs.filter(last_at__lte=now - LOOK_LASTS).update(began_at=now, last_at=now)
        Look.objects.bulk_create(
            [Look(comment=comment, moderator=moderator, began_at=now, last_at=now)],
            update_conflicts=True,
            unique_fields=["comment", "moderator"],
            update_fields=["last_at"],
        )
