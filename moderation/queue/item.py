"""One comment with everything that bears on the decision about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404
from django.utils.safestring import SafeString

from accounts.models import User
from comments.models import Comment, Commenter, CommentRevision
from comments.reasons import wording
from moderation.differences import difference
from moderation.models import Ban, Decision, Look, Report
from moderation.queue.marking import marked
from moderation.queue.seen import Seen, seen_by
from moderation.reports import weigh
from moderation.transitions import actions_for

_LATEST = 10
_DECISIONS = 20
# A new key costs nobody anything: a flood of reports is looked at by its beginning.
_REPORTS = 20
# How a commenter's comments fared is counted over so many.
_RECORD = 1000
_NAMES = 10


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a commenter."""

    # Statuses with how many of the latest comments are in each, in the order of the statuses.
    counts: list[tuple[str, int]]
    names: list[Commenter]
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
    record: Record
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
    decisions = list(comment.decisions.select_related("actor", "ground", "undone_by")[:_DECISIONS])
    seen = [seen_by(one) for one in decisions if one.rule]
    return Item(
        comment,
        text=marked(comment.text, _marks(comment, seen)),
        change=difference(comment.source, edit.source) if edit else None,
        why=wording(_reason(comment, edit)) if _reason(comment, edit) else "",
        seen=seen,
        reports=reports,
        decisions=decisions,
        record=_record_of(comment),
        others=list(Look.objects.filter(comment=comment).of_others(moderator)),
        actions=actions_for(comment, edit_waits=edit is not None, reported=bool(reports)),
    )


def _reason(comment: Comment, edit: CommentRevision | None) -> str:
    return edit.reason if edit else comment.reason


def _reports(comment: Comment) -> list[Report]:
    opened = comment.reports.open().select_related("reporter")
    return list(weigh(list(opened.order_by("created_at", "pk")[:_REPORTS])))


def _marks(comment: Comment, seen: Sequence[Seen]) -> object:
    """Return the passages that the latest machine marked, if they are of the text that stands."""
    latest = seen[0].decision if seen else None
    if latest is None or (comment.edited_at and comment.edited_at > latest.decided_at):
        return []
    return latest.evidence.get("marks", [])


def _record_of(comment: Comment) -> Record:
    commenter = comment.commenter
    theirs = Comment.objects.filter(commenter=commenter).newest_first()
    statuses = list(theirs.values_list("status", flat=True)[:_RECORD])
    return Record(
        counts=[(str(s.label), n) for s in Comment.Status if (n := statuses.count(s))],
        names=_names(comment),
        bans=list(Ban.objects.on(commenter, comment.ip_address).select_related("commenter")),
        latest=list(theirs.exclude(pk=comment.pk).with_article()[:_LATEST]),
    )


def _names(comment: Comment) -> list[Commenter]:
    """Return others who are, or may be, the same person: by e-mail, by account, by address."""
    commenter = comment.commenter
    others = Commenter.objects.exclude(pk=commenter.pk).order_by("-pk")
    found: dict[int, Commenter] = {}
    if commenter.email:
        found |= {one.pk: one for one in others.filter(email=commenter.email)[:_NAMES]}
    if comment.ip_address:
        near = Comment.objects.filter(ip_address=comment.ip_address).order_by("-submitted_at")
        keys = set(near.values_list("commenter", flat=True)[:_RECORD])
        found |= {one.pk: one for one in others.filter(pk__in=keys)[:_NAMES]}
    return list(found.values())[:_NAMES]
