"""How trust follows decisions about comments, and what is given back of that.

What somebody has said of the person since, by a measure, always stands.
"""

from collections.abc import Mapping

from django.db.models import Q

from comments.models import Comment, Commenter, CommentSettings
from comments.services.commenters import set_trust
from moderation.approvals import approvals_of
from moderation.models import Decision

Action = Decision.Action
Trust = Commenter.Trust


def let_trust_follow(
    comment: Comment, action: Decision.Action, before: Comment.Status
) -> Mapping[str, list[str]]:
    """Let trust follow a decision about a comment, which is not written down yet.

    One spam comment lets everything be read first until it is approved after all; enough approved
    comments make a regular. ``comment`` is as the decision leaves it, ``before`` the status that it
    had. Returns what an undoing has to know: what trust was and what it became, if that differs.
    """
    commenter = comment.commenter
    was = commenter.trust
    if action == Action.SPAM:
        _set(commenter, Trust.HELD)
    if action == Action.APPROVE:
        if before == Comment.Status.SPAM and (spam := _standing_spam(comment)):
            _give_back(commenter, spam)
        if commenter.trust == Trust.NEWCOMER and _is_enough(comment):
            _set(commenter, Trust.REGULAR)
    return {} if commenter.trust == was else {"trust": [was, commenter.trust]}


def give_trust_back(decision: Decision) -> None:
    """Undo what a decision about a comment did to its commenter's trust, if that is still so."""
    if decision.commenter_id:
        _give_back(Commenter.objects.get(pk=decision.commenter_id), decision)


def _set(commenter: Commenter, trust: Commenter.Trust) -> None:
    if commenter.trust != trust:
        set_trust(commenter=commenter, trust=trust)


def _standing_spam(comment: Comment) -> Decision | None:
    return comment.decisions.filter(action=Action.SPAM, undone_by=None).order_by("-pk").first()


def _is_enough(comment: Comment) -> bool:
    needed = CommentSettings.current().approvals
    return approvals_of(comment.commenter, at_most=needed, besides=comment) + 1 >= needed


def _give_back(commenter: Commenter, decision: Decision) -> None:
    trust = decision.evidence.get("was", {}).get("trust")
    if trust and commenter.trust == trust[1] and not _is_measured_since(commenter, decision):
        set_trust(commenter=commenter, trust=Trust(trust[0]))


def _is_measured_since(commenter: Commenter, decision: Decision) -> bool:
    """Whether somebody has said since how this person is to be read, under whatever name."""
    same = Q(commenter=commenter)
    if commenter.user_id:
        same |= Q(commenter__user=commenter.user_id)
    measures = Decision.objects.filter(
        action__in=[Action.PREMODERATE, Action.TRUST], undone_by=None
    )
    return measures.filter(same, pk__gt=decision.pk).exists()
