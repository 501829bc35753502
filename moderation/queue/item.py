"""One comment with everything that bears on the decision about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404
from django.utils.safestring import SafeString

from accounts.models import User
from comments.models import Comment, CommentRevision
from comments.reasons import wording
from core.text_diff import render_diff
from moderation.models import Ban, Decision, Look, Report
from moderation.queue.marking import marked
from moderation.queue.seen import Seen, seen_by
from moderation.records import OtherNames, Record, other_names, record_of
from moderation.reports import weigh
from moderation.transitions import actions_for

_LATEST = 10
_DECISIONS = 20
# A new key costs nobody anything: a flood of reports is looked at by its beginning.
_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a commenter."""

    record: Record
    names: OtherNames
    bans: list[Ban]
    latest: list[Comment]


@dataclass(frozen=True, slots=True)
class Item:
    """A comment beside its context, as a moderator sees it."""

    comment: Comment
    text: SafeString
    # What its author wants to say instead, compared with what stands.
    change: SafeString | None
    why: str
    seen: list[Seen]
    reports: Sequence[Report]
    decisions: Sequence[Decision]
    known: Known
    others: Sequence[Look]
    actions: list[Decision.Action] = field(default_factory=list)


def item_for(*, moderator: User, pk: int) -> Item:
    """Return a comment with its context. Some dozen queries, whatever there is to tell.

    Raises ``Http404`` for one that is not there, or not the moderator's to decide on.
    """
    comment = (
        Comment.objects.filter(pk=pk)
        .moderatable_by(moderator)
        .with_article()
        .select_related("commenter__user", "parent")
        .first()
    )
    if comment is None:
        raise Http404("There is no such comment, or it is somebody else's to decide on")
    edit = comment.revisions.waiting().first()
    reports = _reports(comment)
    decisions = list(
        comment.decisions.select_related("actor", "guideline", "undone_by")[:_DECISIONS]
    )
    seen = [seen_by(one) for one in decisions if one.rule]
    return Item(
        comment,
        text=marked(comment.text, _marks(comment, seen)),
        change=render_diff(comment.source, edit.source) if edit else None,
        why=wording(_reason(comment, edit)) if _reason(comment, edit) else "",
        seen=seen,
        reports=reports,
        decisions=decisions,
        known=_known_of(comment),
        others=list(Look.objects.filter(comment=comment).of_others(moderator)),
        actions=actions_for(comment, edit_waits=edit is not None, reported=bool(reports)),
    )


def _reason(comment: Comment, edit: CommentRevision | None) -> str:
    return edit.reason if edit else comment.reason


def _reports(comment: Comment) -> Sequence[Report]:
    opened = comment.reports.open().select_related("reporter")
    return list(weigh(list(opened.order_by("created_at", "pk")[:_REPORTS])))


def _marks(comment: Comment, seen: Sequence[Seen]) -> object:
    """Return the passages that the latest machine marked, if they are of the text that stands."""
    latest = seen[0].decision if seen else None
    if latest is None or (comment.edited_at and comment.edited_at > latest.decided_at):
        return []
    return latest.evidence.get("marks", [])


def _known_of(comment: Comment) -> Known:
    commenter = comment.commenter
    theirs = Comment.objects.filter(commenter=commenter).newest_first()
    return Known(
        record=record_of(commenter),
        names=other_names(commenter),
        bans=list(Ban.objects.matching(commenter, comment.ip_address).select_related("commenter")),
        latest=list(theirs.exclude(pk=comment.pk).with_article()[:_LATEST]),
    )
