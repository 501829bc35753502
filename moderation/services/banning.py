"""Keeping somebody from posting, and letting them again."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from moderation.banning.guards import refuse_own_people
from moderation.banning.targets import Target
from moderation.banning.tasks import deal_with_past
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Ban, Decision, Ground
from moderation.policies import can_lift_ban, can_make_ban


@dataclass(frozen=True, slots=True)
class Past:
    """What becomes of the comments of the last days before a ban."""

    what: Ban.Past = Ban.Past.LEAVE
    days: int = 0


LEAVE = Past()


def ban(
    *,
    moderator: User,
    commenter: Commenter | None = None,
    target: Target | None = None,
    reason: str = "",
    ground: Ground | None = None,
    until: dt.datetime | None = None,
    note: str = "",
    past: Past = LEAVE,
) -> Ban:
    """Keep a commenter, or whoever a target names, from posting, and write it down.

    The ban ends at ``until``, or never. ``reason`` and the wording of ``ground`` are told to whom
    it hits; one of them is needed. What becomes of ``past`` comments is done after the commit, each
    by a decision of its own.

    Raises ``PermissionDenied``, ``Unbannable`` for a target that hits the site’s own people, and
    ``ValueError`` for an end that has passed or a ban without a reason.
    """
    target = target or Target(Ban.Kind.COMMENTER, commenter=commenter)
    if not can_make_ban(moderator, narrow=target.is_narrow, until=until):
        raise PermissionDenied("This moderator can’t make such a ban")
    now = timezone.now()
    if until is not None and until <= now:
        raise ValueError("A ban can’t end before it begins")
    if not (reason or ground):
        raise ValueError("Whoever is moderated is told why")
    refuse_own_people(target)
    with transaction.atomic():
        made = Ban.objects.create(
            kind=target.kind,
            commenter=target.commenter,
            value=target.value,
            reason=" ".join(filter(None, [ground.wording if ground else "", reason])),
            note=note,
            starts_at=now,
            ends_at=until,
            past=past.what,
            past_days=past.days,
            created_by=moderator,
        )
        _write_down(Decision.Action.BAN, made, moderator, reason, ground)
        if past.what != Ban.Past.LEAVE:
            transaction.on_commit(partial(deal_with_past.enqueue, made.pk))
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
            _write_down(Decision.Action.LIFT_BAN, ban, moderator, reason)
    return ban


def _write_down(
    action: Decision.Action, ban: Ban, moderator: User, reason: str, ground: Ground | None = None
) -> None:
    log_decision(
        action=action,
        ban=ban,
        commenter=ban.commenter,
        actor=moderator,
        reason=reason,
        ground=ground,
        evidence={"until": ban.ends_at.isoformat()} if ban.ends_at else {},
    )
