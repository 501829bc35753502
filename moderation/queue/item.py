"""A comment in the queue, with the context a moderator needs to decide on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404
from django.utils.safestring import SafeString

from accounts.models import User
from comments.models import Comment, CommentRevision
from comments.submission.reason_codes import get_reason_label
from core.text_diff import render_diff
from moderation.commenters.history import (
    CommentCounts,
    RelatedCommenters,
    count_comments,
    find_related_commenters,
)
from moderation.decisions.edit_history import TextChange, describe_edits
from moderation.decisions.evidence import ScreenerEvidence
from moderation.decisions.transitions import get_allowed_actions
from moderation.models import Ban, Decision, Presence, Report
from moderation.policies import can_decide
from moderation.queue.findings import Finding, get_finding
from moderation.queue.marked_text import mark_passages
from moderation.reports.weights import add_weights

_LATEST = 10
_DECISIONS = 20
# Reports are cheap to fake, so only the first few of a flood are shown.
_REPORTS = 20


@dataclass(frozen=True, slots=True)
class CommenterFacts:
    """The history of a comment's author."""

    counts: CommentCounts
    related: RelatedCommenters
    bans: list[Ban]
    latest: list[Comment]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A comment with its context. ``edit`` is the diff to a pending edit, if there is one.

    ``edits`` are all edits, oldest first.
    """

    comment: Comment
    text: SafeString
    edit: SafeString | None
    edits: Sequence[TextChange]
    reason: str
    findings: list[Finding]
    reports: Sequence[Report]
    decisions: Sequence[Decision]
    commenter: CommenterFacts
    others: Sequence[Presence]
    actions: list[Decision.Action] = field(default_factory=list)


def get_item(*, moderator: User, pk: int) -> QueueItem:
    """Return a comment with its context, in a fixed number of queries (about a dozen).

    Raises ``Http404`` if there is no such comment or the moderator may not decide on it.
    """
    comment = (
        Comment.objects.filter(pk=pk)
        .moderatable_by(moderator)
        .with_article()
        .select_related("commenter__user", "parent")
        .first()
    )
    if comment is None:
        raise Http404("No such comment, or not accessible to this moderator")
    revisions = list(comment.revisions.oldest_first())
    pending = (one for one in revisions if one.state == CommentRevision.State.PENDING)
    revision = next(pending, None)
    reports = _get_reports(comment)
    decisions = list(
        comment.decisions.select_related("actor", "guideline", "undone_by")[:_DECISIONS]
    )
    findings = [get_finding(decision) for decision in decisions if decision.screener]
    return QueueItem(
        comment,
        text=mark_passages(comment.text, _get_marks(comment, findings)),
        edit=render_diff(comment.source, revision.source) if revision else None,
        edits=describe_edits(comment, revisions),
        reason=_get_reason(comment, revision),
        findings=findings,
        reports=reports,
        decisions=decisions,
        commenter=_get_commenter_facts(comment),
        others=list(Presence.objects.filter(comment=comment).by_others(moderator)),
        actions=get_allowed_actions(
            comment, has_pending_edit=revision is not None, is_reported=bool(reports)
        )
        if can_decide(moderator, comment)
        else [],
    )


def _get_reason(comment: Comment, revision: CommentRevision | None) -> str:
    return get_reason_label(revision.reason_code if revision else comment.reason_code)


def _get_reports(comment: Comment) -> Sequence[Report]:
    reports = comment.reports.open().select_related("reporter")
    return list(add_weights(list(reports.order_by("created_at", "pk")[:_REPORTS])))


def _get_marks(comment: Comment, findings: Sequence[Finding]) -> object:
    """Return the passages marked by the latest screener, unless the text has been edited since."""
    latest = findings[0].decision if findings else None
    if latest is None or (comment.edited_at and comment.edited_at > latest.decided_at):
        return []
    return ScreenerEvidence.from_json(latest.evidence).marks


def _get_commenter_facts(comment: Comment) -> CommenterFacts:
    commenter = comment.commenter
    comments = Comment.objects.filter(commenter=commenter).newest_first()
    return CommenterFacts(
        counts=count_comments(commenter),
        related=find_related_commenters(commenter),
        bans=list(Ban.objects.matching(commenter, comment.ip_address).select_related("commenter")),
        latest=list(comments.exclude(pk=comment.pk).with_article()[:_LATEST]),
    )
