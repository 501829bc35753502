"""Keeping somebody from posting, and letting them again."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from moderation.models import Ban, Decision
from moderation.policies import can_ban, can_lift_ban
from moderation.services.recording import record


def ban(
    *,
    moderator: User,
    commenter: Commenter,
    reason: str,
    until: dt.datetime | None = None,
    note: str = "",
) -> Ban:
    """Keep a commenter from posting until a time, or for good, and write it down.

    ``reason`` is told to the commenter. Raises ``PermissionDenied``, and ``ValueError`` for an end
    that has passed.
    """
    if not can_ban(moderator):
        raise PermissionDenied("Only moderators ban")
    now = timezone.now()
    if until is not None and until <= now:
        raise ValueError("A ban can’t end before it begins")
    with transaction.atomic():
        made = Ban.objects.create(
            kind=Ban.Kind.COMMENTER,
            commenter=commenter,
            reason=reason,
            note=note,
            starts_at=now,
            ends_at=until,
            created_by=moderator,
        )
        _write_down_ban(Decision.Action.BAN, made, moderator, reason)
    return made


def lift_ban(*, moderator: User, ban: Ban, reason: str = "") -> Ban:
    """End a ban before its time and write it down.

    Raises ``PermissionDenied``, also for a ban that is lifted already.
    """
    if not can_lift_ban(moderator, ban):
        raise PermissionDenied("This ban can’t be lifted")
    with transaction.atomic():
        # The condition makes the second of two who lift at once a no-op.
        lifted = Ban.objects.filter(pk=ban.pk, lifted_at=None).update(
            lifted_at=timezone.now(), lifted_by=moderator
        )
        ban.refresh_from_db()
        if lifted:
            _write_down_ban(Decision.Action.LIFT_BAN, ban, moderator, reason)
    return ban


def _write_down_ban(action: Decision.Action, ban: Ban, moderator: User, reason: str) -> None:
    record(action=action, ban=ban, commenter=ban.commenter, actor=moderator, reason=reason)
