"""Decisions about comments and about those who write them."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from comments import services as comments
from comments.models import Comment, Commenter
from comments.screening import Outcome, Verdict
from comments.services.featuring import set_featured
from moderation.models import Ban, Decision
from moderation.policies import can_ban, can_feature, can_lift_ban, can_moderate
from moderation.transitions import EDIT_ACTIONS, status_after

_MACHINE_ACTION = {
    Outcome.PUBLISH: Decision.Action.PUBLISH,
    Outcome.HOLD: Decision.Action.HOLD,
    Outcome.REJECT: Decision.Action.REJECT,
    Outcome.SPAM: Decision.Action.SPAM,
}


class AlreadyDecided(Exception):
    """Somebody was faster, or the action doesn't fit the comment's status.

    ``comment`` is as it stands now and ``last`` is the latest decision about it, if any.
    """

    def __init__(self, comment: Comment) -> None:
        super().__init__(f"Comment {comment.pk} is {comment.status} by now")
        self.comment = comment
        self.last = comment.decisions.select_related("actor").first()


def decide(
    *,
    moderator: User,
    item: Comment,
    action: Decision.Action,
    reason: str = "",
    expected_version: int,
) -> Decision:
    """Carry out a moderator's decision about a comment and write it down.

    ``expected_version`` is the version of the comment that the moderator looked at. The
    commenter's trust follows the decision. Raises ``PermissionDenied``, and ``AlreadyDecided`` when
    the comment has changed since or the action doesn't fit its status; nothing is changed then.
    """
    if not can_moderate(moderator, item):
        raise PermissionDenied("Only moderators decide on comments")
    if action in EDIT_ACTIONS:
        return _decide_on_edit(moderator, item, action, reason, expected_version)
    before = Comment.Status(item.status)
    after = status_after(item, action)
    if after is None:
        raise AlreadyDecided(item)
    with transaction.atomic():
        answered = list(item.reports.open().order_by("pk").values_list("pk", flat=True))
        if action == Decision.Action.KEEP and not answered:
            raise AlreadyDecided(item)
        try:
            comment = comments.change_status(
                comment=item, to=after, expected_version=expected_version
            )
        except comments.StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        _let_trust_follow(comment.commenter, action, before)
        return Decision.objects.create(
            action=action,
            comment=comment,
            commenter=comment.commenter,
            actor=moderator,
            reason=reason,
            before=before,
            after=after,
            evidence={"reports": answered} if answered else {},
        )


def feature(*, actor: User, comment: Comment, featured: bool, reason: str = "") -> Decision:
    """Feature a comment, or no longer, and write it down.

    ``comment`` comes with its thread and article. Raises ``PermissionDenied``, and
    ``AlreadyDecided`` when somebody was faster or the comment can't be read any more.
    """
    if not can_feature(actor, comment):
        raise PermissionDenied("Only the article’s author and moderators feature comments")
    with transaction.atomic():
        try:
            comment = set_featured(comment=comment, featured=featured)
        except comments.StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        return Decision.objects.create(
            action=Decision.Action.FEATURE if featured else Decision.Action.UNFEATURE,
            comment=comment,
            commenter=comment.commenter,
            actor=actor,
            reason=reason,
            before=comment.status,
            after=comment.status,
        )


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


def write_down_verdict(*, comment: Comment, verdict: Verdict) -> Decision | None:
    """Write down what a screener decided about a submission, under the screener's name.

    A comment that no screener stopped was decided by nobody, and nothing is written.
    """
    if not verdict.screener:
        return None
    return Decision.objects.create(
        action=_MACHINE_ACTION[verdict.outcome],
        comment=comment,
        commenter=comment.commenter,
        rule=verdict.screener,
        reason=verdict.reason,
        after=comment.status,
        evidence=dict(verdict.evidence),
    )


def _decide_on_edit(
    moderator: User,
    item: Comment,
    action: Decision.Action,
    reason: str,
    expected_version: int,
) -> Decision:
    """Let a proposed text take the place of the one that stands, or not; the status stays."""
    if not item.is_readable:
        raise AlreadyDecided(item)
    settle = comments.accept_edit if action == EDIT_ACTIONS[0] else comments.refuse_edit
    with transaction.atomic():
        try:
            revision = settle(comment=item, expected_version=expected_version)
        except comments.StaleComment as stale:
            raise AlreadyDecided(stale.comment) from stale
        except comments.NothingWaits as nothing:
            raise AlreadyDecided(item) from nothing
        return Decision.objects.create(
            action=action,
            comment=item,
            commenter=item.commenter,
            actor=moderator,
            reason=reason,
            before=item.status,
            after=item.status,
            evidence={"revision": revision.pk},
        )


def _write_down_ban(action: Decision.Action, ban: Ban, moderator: User, reason: str) -> None:
    Decision.objects.create(
        action=action, ban=ban, commenter=ban.commenter, actor=moderator, reason=reason
    )


def _let_trust_follow(
    commenter: Commenter, action: Decision.Action, before: Comment.Status
) -> None:
    """One approved comment makes a regular, one spam comment makes everything be read first."""
    trust = Commenter.Trust(commenter.trust)
    match action:
        case Decision.Action.SPAM:
            trust = Commenter.Trust.HELD
        case Decision.Action.APPROVE if before == Comment.Status.SPAM:
            trust = Commenter.Trust.REGULAR
        case Decision.Action.APPROVE if trust == Commenter.Trust.NEWCOMER:
            trust = Commenter.Trust.REGULAR
    if trust != commenter.trust:
        comments.set_trust(commenter=commenter, trust=trust)
