"""Adjust a commenter's trust after decisions on their comments, and restore it on undo.

If a moderator has since set the trust level manually, that level always wins.
"""

from django.db.models import Q

from comments.models import Comment, Commenter, CommentSettings
from comments.visitors.services.commenters import set_trust
from moderation.decisions.approvals import count_approvals
from moderation.decisions.evidence import StatusEvidence, TrustChange
from moderation.models import Decision

Action = Decision.Action
Trust = Commenter.Trust


def adjust_trust(
    comment: Comment, action: Decision.Action, before: Comment.Status
) -> TrustChange | None:
    """Adjust the commenter's trust after a decision that hasn't been logged yet.

    A single spam comment makes the commenter pre-moderated until that comment is approved;
    enough approved comments turn a new commenter into a trusted one. If too few of them remain, the
    commenter is a newcomer again. ``comment`` already has its
    new status, and ``before`` is the old one. Returns the change, if any, for the decision's
    evidence.
    """
    commenter = comment.commenter
    was = commenter.trust
    if action == Action.SPAM:
        _set(commenter, Trust.PREMODERATED)
    if action in {Action.REMOVE, Action.REJECT} and _has_lost_approval(comment):
        _set(commenter, Trust.NEWCOMER)
    if action == Action.APPROVE:
        if before == Comment.Status.SPAM and (spam := _get_spam_decision(comment)):
            _restore(commenter, spam)
        if commenter.trust == Trust.NEWCOMER and _has_enough_approvals(comment):
            _set(commenter, Trust.TRUSTED)
    return TrustChange(was, commenter.trust) if commenter.trust != was else None


def restore_trust(decision: Decision) -> None:
    """Undo a decision's effect on the commenter's trust, unless the trust has since changed."""
    if decision.commenter_id:
        _restore(Commenter.objects.get(pk=decision.commenter_id), decision)


def _set(commenter: Commenter, trust: Commenter.Trust) -> None:
    if commenter.trust != trust:
        set_trust(commenter=commenter, trust=trust)


def _get_spam_decision(comment: Comment) -> Decision | None:
    return comment.decisions.filter(action=Action.SPAM, undone_by=None).order_by("-pk").first()


def _has_enough_approvals(comment: Comment) -> bool:
    needed = CommentSettings.current().approvals
    return count_approvals(comment.commenter, at_most=needed, excluding=comment) + 1 >= needed


def _has_lost_approval(comment: Comment) -> bool:
    """Check whether the commenter is trusted for approved comments of which too few remain.

    Published comments count like approved ones, because regular commenters aren't reviewed. Trust
    that a moderator has set manually is never lost.
    """
    commenter = comment.commenter
    if commenter.trust != Trust.TRUSTED:
        return False
    by_approval = Decision.objects.filter(
        commenter=commenter, action=Action.APPROVE, evidence__trust__1=Trust.TRUSTED.value
    )
    earned = by_approval.order_by("-pk").first()
    if earned is None or _is_set_by_hand_since(commenter, earned):
        return False
    needed = CommentSettings.current().approvals
    published = Comment.objects.by_commenter(commenter).published().exclude(pk=comment.pk)
    return published[:needed].count() < needed


def _restore(commenter: Commenter, decision: Decision) -> None:
    change = StatusEvidence.from_json(decision.evidence).trust
    if not change or commenter.trust != change.after or _is_set_by_hand_since(commenter, decision):
        return
    set_trust(commenter=commenter, trust=Trust(change.before))


def _is_set_by_hand_since(commenter: Commenter, decision: Decision) -> bool:
    """Check whether a moderator has set the person's trust manually since the decision."""
    same = Q(commenter=commenter)
    if commenter.user_id:
        same |= Q(commenter__user=commenter.user_id)
    by_hand = Decision.objects.filter(action__in=[Action.PREMODERATE, Action.TRUST], undone_by=None)
    return by_hand.filter(same, pk__gt=decision.pk).exists()
