"""Lesser measures than a ban: a warning, a mute for a time, and reading somebody first.

Each is a decision, can be taken back by a further one, and is told to whom it hits.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import lock_commenter, set_trust
from moderation.models import Decision, Ground, Measure
from moderation.people import is_staff
from moderation.policies import can_measure
from moderation.services.recording import record
from moderation.warnings import read_token

Action = Decision.Action
# Whom these make of a commenter.
_TRUST = {
    Action.HOLD_ALL: Commenter.Trust.HELD,
    Action.TRUST: Commenter.Trust.REGULAR,
}


class Protected(Exception):
    """It would hit somebody who works on the site."""


class NothingToChange(Exception):
    """What was asked for is so already, or was taken back already."""


def warn(
    *, moderator: User, commenter: Commenter, reason: str = "", ground: Ground | None = None
) -> Measure:
    """Warn a commenter, who has to say that it was read before the next comment is taken.

    ``reason`` and the wording of ``ground`` are told; one of them is needed. Raises
    ``PermissionDenied``, ``Protected`` and ``ValueError``.
    """
    return _take(Action.WARN, Measure.Kind.WARNING, moderator, commenter, reason, ground)


def mute(
    *,
    moderator: User,
    commenter: Commenter,
    until: dt.datetime,
    reason: str = "",
    ground: Ground | None = None,
) -> Measure:
    """Take no comment of a commenter until a time. Told and raised as by ``warn``."""
    if until <= timezone.now():
        raise ValueError("A mute can’t end before it begins")
    return _take(Action.MUTE, Measure.Kind.MUTE, moderator, commenter, reason, ground, until)


def change_trust(
    *,
    moderator: User,
    commenter: Commenter,
    action: Decision.Action,
    reason: str = "",
    ground: Ground | None = None,
) -> Decision:
    """Have all that a commenter writes read first (``HOLD_ALL``), or nothing of it (``TRUST``).

    Raises ``PermissionDenied``, ``Protected``, and ``NothingToChange`` where it is so already.
    """
    _may(moderator, commenter)
    with transaction.atomic():
        commenter = _locked(commenter)
        return _set_trust(commenter, _TRUST[action], action, moderator, reason, ground=ground)


def undo_measure(*, moderator: User, decision: Decision, reason: str = "") -> Decision:
    """Take back a warning, a mute or a change of trust, and write that down as its undoing.

    Raises ``PermissionDenied``, and ``NothingToChange`` where it was taken back already, or trust
    has changed since.
    """
    _may(moderator)
    with transaction.atomic():
        if decision.commenter is None:
            raise ValueError("Measures are about commenters")
        commenter = _locked(decision.commenter)
        if Decision.objects.filter(undoes=decision).exists():
            raise NothingToChange
        if decision.action in _TRUST:
            if commenter.trust != decision.after:
                raise NothingToChange
            before = Commenter.Trust(decision.before)
            return _set_trust(commenter, before, Action.UNDO, moderator, reason, undoes=decision)
        Measure.objects.filter(decision=decision, lifted_at=None).update(
            lifted_at=timezone.now(), lifted_by=moderator
        )
        return record(
            action=Action.UNDO, commenter=commenter, actor=moderator, reason=reason, undoes=decision
        )


def acknowledge_warning(*, commenter: Commenter, token: str) -> bool:
    """Write down that a commenter has read a warning; false for a token that isn't theirs."""
    pk = read_token(token)
    if pk is None:
        return False
    unread = Measure.objects.in_force().on(commenter).filter(pk=pk, kind=Measure.Kind.WARNING)
    return bool(Measure.objects.filter(pk__in=unread).update(acknowledged_at=timezone.now()))


def _take(
    action: Decision.Action,
    kind: Measure.Kind,
    moderator: User,
    commenter: Commenter,
    reason: str,
    ground: Ground | None,
    until: dt.datetime | None = None,
) -> Measure:
    _may(moderator, commenter)
    if not (reason or ground):
        raise ValueError("Whoever is moderated is told why")
    with transaction.atomic():
        commenter = _locked(commenter)
        decision = record(
            action=action,
            commenter=commenter,
            actor=moderator,
            reason=reason,
            ground=ground,
            evidence={"until": until.isoformat()} if until else {},
        )
        return Measure.objects.create(
            kind=kind, decision=decision, commenter=commenter, ends_at=until
        )


def _may(moderator: User, commenter: Commenter | None = None) -> None:
    if not can_measure(moderator):
        raise PermissionDenied("Only moderators take measures")
    if commenter is not None and is_staff(commenter):
        raise Protected


def _locked(commenter: Commenter) -> Commenter:
    """Return the commenter as it stands, while nobody else decides about it."""
    lock_commenter(commenter.pk)
    return Commenter.objects.get(pk=commenter.pk)


def _set_trust(
    commenter: Commenter,
    trust: Commenter.Trust,
    action: Decision.Action,
    moderator: User,
    reason: str,
    **facts: object,
) -> Decision:
    before = commenter.trust
    if before == trust:
        raise NothingToChange
    set_trust(commenter=commenter, trust=trust)
    return record(
        action=action,
        commenter=commenter,
        actor=moderator,
        reason=reason,
        before=before,
        after=trust,
        **facts,
    )
