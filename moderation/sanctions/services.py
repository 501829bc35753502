"""Sanctions short of a ban: warnings, suspensions, and pre-moderation of a commenter.

Each one is logged as a decision, which can be undone, and the commenter is notified.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments.models import Commenter
from comments.visitors.services.commenters import lock_commenter, set_trust
from moderation.commenters.identity import is_staff
from moderation.decisions.evidence import ExpiryEvidence
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Decision, Guideline, Sanction
from moderation.policies import can_sanction
from moderation.sanctions.acknowledgments import read_acknowledgment_token

Action = Decision.Action
# The trust level that an action sets.
_TRUST = {
    Action.PREMODERATE: Commenter.Trust.PREMODERATED,
    Action.TRUST: Commenter.Trust.TRUSTED,
}


class StaffProtected(Exception):
    """The commenter is a member of the site's staff."""


class NothingToChange(Exception):
    """The requested state already applies, or the sanction has already been undone."""


def warn_commenter(
    *,
    moderator: User,
    commenter: Commenter,
    explanation: str = "",
    guideline: Guideline | None = None,
) -> Sanction:
    """Warn a commenter, who must acknowledge the warning before the next comment.

    ``explanation`` and the wording of ``guideline`` are shown to the commenter.

    Raises ``PermissionDenied`` if the user may not sanction commenters, ``StaffProtected`` if the
    commenter is on the site's staff, or ``ValueError`` if neither ``explanation`` nor ``guideline``
    is given.
    """
    return _sanction(
        Action.WARN, Sanction.Kind.WARNING, moderator, commenter, explanation, guideline
    )


def suspend_commenter(
    *,
    moderator: User,
    commenter: Commenter,
    until: dt.datetime,
    explanation: str = "",
    guideline: Guideline | None = None,
) -> Sanction:
    """Suspend a commenter until a given time. See ``warn_commenter`` for the other arguments.

    Raises the same exceptions, and ``ValueError`` if ``until`` has passed.
    """
    if until <= timezone.now():
        raise ValueError("A suspension can’t end in the past")
    return _sanction(
        Action.SUSPEND,
        Sanction.Kind.SUSPENSION,
        moderator,
        commenter,
        explanation,
        guideline,
        until,
    )


def change_trust(
    *,
    moderator: User,
    commenter: Commenter,
    action: Decision.Action,
    explanation: str = "",
    guideline: Guideline | None = None,
) -> Decision:
    """Pre-moderate a commenter (``PREMODERATE``) or trust them (``TRUST``).

    Raises ``PermissionDenied`` if the user may not sanction commenters, ``StaffProtected`` if the
    commenter is on the site's staff, or ``NothingToChange`` if the commenter already has that trust
    level.
    """
    _check_permission(moderator, commenter)
    with transaction.atomic():
        commenter = _lock(commenter)
        return _set_trust(
            commenter, _TRUST[action], action, moderator, explanation, guideline=guideline
        )


def undo_sanction(*, moderator: User, decision: Decision, explanation: str = "") -> Decision:
    """Undo a warning, a suspension, or a change of trust, and log the undo.

    Raises ``PermissionDenied`` if the user may not sanction commenters, or ``NothingToChange`` if
    the decision has already been undone or the trust level has changed since.
    """
    _check_permission(moderator)
    with transaction.atomic():
        if decision.commenter is None:
            raise ValueError("The decision isn’t about a commenter")
        commenter = _lock(decision.commenter)
        if Decision.objects.filter(undoes=decision).exists():
            raise NothingToChange
        if decision.action in _TRUST:
            if commenter.trust != decision.after:
                raise NothingToChange
            before = Commenter.Trust(decision.before)
            return _set_trust(
                commenter, before, Action.UNDO, moderator, explanation, undoes=decision
            )
        Sanction.objects.filter(decision=decision, lifted_at=None).update(
            lifted_at=timezone.now(), lifted_by=moderator
        )
        return log_decision(
            action=Action.UNDO,
            commenter=commenter,
            actor=moderator,
            explanation=explanation,
            undoes=decision,
        )


def acknowledge_warning(*, commenter: Commenter, token: str) -> bool:
    """Record that a commenter has read a warning.

    Returns False if the token is invalid for this commenter.
    """
    pk = read_acknowledgment_token(token)
    if pk is None:
        return False
    unread = Sanction.objects.in_force().against(commenter)
    unread = unread.filter(pk=pk, kind=Sanction.Kind.WARNING)
    return bool(Sanction.objects.filter(pk__in=unread).update(acknowledged_at=timezone.now()))


def _sanction(
    action: Decision.Action,
    kind: Sanction.Kind,
    moderator: User,
    commenter: Commenter,
    explanation: str,
    guideline: Guideline | None,
    until: dt.datetime | None = None,
) -> Sanction:
    _check_permission(moderator, commenter)
    if not (explanation or guideline):
        raise ValueError("A sanction needs a guideline or an explanation")
    with transaction.atomic():
        commenter = _lock(commenter)
        decision = log_decision(
            action=action,
            commenter=commenter,
            actor=moderator,
            explanation=explanation,
            guideline=guideline,
            evidence=ExpiryEvidence(until),
        )
        return Sanction.objects.create(
            kind=kind, decision=decision, commenter=commenter, ends_at=until
        )


def _check_permission(moderator: User, commenter: Commenter | None = None) -> None:
    if not can_sanction(moderator):
        raise PermissionDenied("Only moderators can sanction commenters")
    if commenter is not None and is_staff(commenter):
        raise StaffProtected


def _lock(commenter: Commenter) -> Commenter:
    """Lock a commenter against concurrent decisions and return the reloaded row."""
    lock_commenter(commenter.pk)
    return Commenter.objects.get(pk=commenter.pk)


def _set_trust(
    commenter: Commenter,
    trust: Commenter.Trust,
    action: Decision.Action,
    moderator: User,
    explanation: str,
    **facts: Any,
) -> Decision:
    before = commenter.trust
    if before == trust:
        raise NothingToChange
    set_trust(commenter=commenter, trust=trust)
    return log_decision(
        action=action,
        commenter=commenter,
        actor=moderator,
        explanation=explanation,
        before=before,
        after=trust,
        **facts,
    )
