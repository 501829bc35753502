"""Create and lift bans."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from moderation.bans.staff_protection import check_not_staff
from moderation.bans.targets import BanTarget
from moderation.bans.tasks import apply_ban_retroactively
from moderation.decisions.evidence import ExpiryEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Ban, Decision, Guideline
from moderation.models.guideline import join_reason
from moderation.policies import can_lift_ban, can_make_ban


@dataclass(frozen=True, slots=True)
class Retroactivity:
    """The effect of a ban on matching comments from the ``days`` days before it."""

    action: Ban.PastAction = Ban.PastAction.LEAVE
    days: int = 0


NOT_RETROACTIVE = Retroactivity()


def create_ban(
    *,
    moderator: User,
    commenter: Commenter | None = None,
    target: BanTarget | None = None,
    explanation: str = "",
    guideline: Guideline | None = None,
    until: dt.datetime | None = None,
    note: str = "",
    retroactivity: Retroactivity = NOT_RETROACTIVE,
) -> Ban:
    """Ban a commenter or everyone who matches a target, and log the ban.

    Without ``until``, the ban is permanent. ``explanation`` and the wording of ``guideline`` are
    shown to those affected; at least one of the two is required. Past comments are handled after
    the commit, with a separate decision for each.

    Raises ``PermissionDenied`` if the moderator may not create this ban, ``InvalidBanTarget`` if
    the target matches the site's own staff, or ``ValueError`` if ``until`` has passed or if
    neither ``explanation`` nor ``guideline`` is given.
    """
    target = target or BanTarget(Ban.Kind.COMMENTER, commenter=commenter)
    if not can_make_ban(moderator, narrow=target.is_narrow, until=until):
        raise PermissionDenied("This moderator can’t make such a ban")
    now = timezone.now()
    if until is not None and until <= now:
        raise ValueError("A ban can’t end in the past")
    if not (explanation or guideline):
        raise ValueError("A ban needs a guideline or an explanation")
    check_not_staff(target)
    with transaction.atomic():
        ban = Ban.objects.create(
            kind=target.kind,
            commenter=target.commenter,
            value=target.value,
            value_skeleton=target.skeleton,
            reason=join_reason(guideline, explanation),
            note=note,
            starts_at=now,
            ends_at=until,
            past_action=retroactivity.action,
            past_days=retroactivity.days,
            created_by=moderator,
        )
        _log(Decision.Action.BAN, ban, moderator, explanation, guideline)
        if retroactivity.action != Ban.PastAction.LEAVE:
            transaction.on_commit(partial(apply_ban_retroactively.enqueue, ban.pk))
    return ban


def ban_networks_too(*, ban: Ban, networks: Iterable[str]) -> list[Ban]:
    """Ban networks with the moderator, reason, and end of an existing ban.

    Past comments from the networks are left unchanged, because other people may have written them.
    Raises the same exceptions as ``create_ban``.
    """
    made = ban.decisions.select_related("guideline").get(action=Decision.Action.BAN)
    with transaction.atomic():
        return [
            create_ban(
                moderator=ban.created_by,
                target=BanTarget(Ban.Kind.NETWORK, network),
                explanation=made.explanation,
                guideline=made.guideline,
                until=ban.ends_at,
                note=ban.note,
            )
            for network in networks
        ]


def lift_ban(*, moderator: User, ban: Ban, explanation: str = "") -> Ban:
    """End a ban early and log that it was lifted.

    Raises ``PermissionDenied`` if the moderator may not lift the ban, or if it has already been
    lifted.
    """
    if not can_lift_ban(moderator, ban):
        raise PermissionDenied("This ban can’t be lifted")
    with transaction.atomic():
        # The condition makes the second of two concurrent requests a no-op.
        lifted = Ban.objects.filter(pk=ban.pk, lifted_at=None).update(
            lifted_at=timezone.now(), lifted_by=moderator
        )
        ban.refresh_from_db()
        if lifted:
            _log(Decision.Action.LIFT_BAN, ban, moderator, explanation)
    return ban


def _log(
    action: Decision.Action,
    ban: Ban,
    moderator: User,
    explanation: str,
    guideline: Guideline | None = None,
) -> None:
    log_decision(
        action=action,
        ban=ban,
        commenter=ban.commenter,
        actor=moderator,
        explanation=explanation,
        guideline=guideline,
        evidence=ExpiryEvidence(ban.ends_at),
    )
