"""Deciding about many comments at once, and taking all of that back.

Each comment is decided by the same road as a single one, in a transaction of its own. A batch is
worked off in steps, so that it may be broken off anywhere: what is decided already is left alone.
"""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from moderation import tasks
from moderation.models import Batch, Decision, Guideline
from moderation.policies import can_see_queue
from moderation.queue.listing import stretch_of
from moderation.queue.selection import Selection
from moderation.queue.shelves import Shelf
from moderation.services.deciding import AlreadyDecided, decide
from moderation.services.undoing import NotUndoable, undo_decision

# So many are decided while the moderator waits; more are left to a worker.
AT_ONCE = 20
_UNDONE_A_STEP = 50


class AlreadyUndone(Exception):
    """The batch is being taken back already, or is itself a taking back."""


def found_by(*, moderator: User, query: str, chosen: Sequence[int]) -> CommentQuerySet:
    """Return what a batch would be about. Raises ``Http404`` for an address that finds nothing."""
    if chosen:
        return Comment.objects.moderatable_by(moderator).filter(pk__in=chosen)
    return Selection.read(QueryDict(query).dict()).comments(moderator)


def begin_batch(
    *,
    moderator: User,
    action: Decision.Action,
    query: str = "",
    chosen: Sequence[int] = (),
    reason: str = "",
    guideline: Guideline | None = None,
) -> Batch:
    """Begin to decide about all that is chosen, or that an address of the queue finds.

    A few are decided at once, many by a worker. Raises ``PermissionDenied``.
    """
    if not can_see_queue(moderator):
        raise PermissionDenied("Only moderators decide on comments")
    total = found_by(moderator=moderator, query=query, chosen=chosen).order_by().count()
    batch = Batch.objects.create(
        moderator=moderator,
        action=action,
        query="" if chosen else query,
        chosen=list(chosen),
        reason=reason,
        guideline=guideline,
        total=total,
    )
    return _begin(batch)


def undo_batch(*, moderator: User, batch: Batch) -> Batch:
    """Begin to take back what a batch has decided. Raises ``AlreadyUndone``, ``PermissionDenied``.

    What can't be undone any more is left alone.
    """
    if batch.moderator_id != moderator.pk:
        raise PermissionDenied("Only whoever has decided takes all of it back")
    if batch.undoes_id:
        raise AlreadyUndone
    try:
        with transaction.atomic():
            undoing = Batch.objects.create(
                moderator=moderator,
                action=Decision.Action.UNDO,
                undoes=batch,
                total=batch.decisions.count(),
            )
    except IntegrityError as again:
        raise AlreadyUndone from again
    return _begin(undoing)


def go_on_with(*, batch_id: int) -> bool:
    """Do one step of a batch, and say whether there is another one."""
    batch = Batch.objects.select_related("moderator", "guideline").get(pk=batch_id)
    if batch.finished_at:
        return False
    done, place = _undone(batch) if batch.undoes_id else _decided(batch)
    Batch.objects.filter(pk=batch_id).update(
        done=F("done") + done.count(True),
        left_alone=F("left_alone") + done.count(False),
        place=place,
        finished_at=None if place else timezone.now(),
    )
    return bool(place)


def _begin(batch: Batch) -> Batch:
    if batch.total > AT_ONCE:
        transaction.on_commit(partial(tasks.go_on_with_batch.enqueue, batch.pk))
        return batch
    while go_on_with(batch_id=batch.pk):
        pass
    batch.refresh_from_db()
    return batch


def _decided(batch: Batch) -> tuple[list[bool], str]:
    """Decide about a stretch of comments; return for each whether it fitted, and where to go on.

    They are taken in the order in which they came, because approval hands out numbers.
    """
    found = found_by(moderator=batch.moderator, query=batch.query, chosen=batch.chosen)
    theirs = found.filter(submitted_at__lte=batch.begun_at).select_related(
        "commenter", "thread__article"
    )
    stretch = stretch_of(_IN_TIME, theirs, after=batch.place)
    return [_decide(batch, comment) for comment in stretch.rows], stretch.after


_IN_TIME = Shelf("in-time", "", Comment.objects.all, oldest_first=True)


def _decide(batch: Batch, comment: Comment) -> bool:
    try:
        decide(
            moderator=batch.moderator,
            item=comment,
            action=Decision.Action(batch.action),
            reason=batch.reason,
            guideline=batch.guideline,
            expected_version=comment.version,
            batch=batch,
        )
    except AlreadyDecided:
        return False
    return True


def _undone(batch: Batch) -> tuple[list[bool], str]:
    """Undo a stretch of decisions, the latest first; return what ``_decided`` does."""
    theirs = Decision.objects.filter(batch=batch.undoes_id).order_by("-pk")
    if batch.place:
        theirs = theirs.filter(pk__lt=int(batch.place))
    decisions = list(
        theirs.select_related("comment__thread__article", "commenter")[: _UNDONE_A_STEP + 1]
    )
    more = len(decisions) > _UNDONE_A_STEP
    stretch = decisions[:_UNDONE_A_STEP]
    place = str(stretch[-1].pk) if more else ""
    return [_undo(batch.moderator, decision) for decision in stretch], place


def _undo(moderator: User, decision: Decision) -> bool:
    try:
        undo_decision(moderator=moderator, decision=decision)
    except NotUndoable:
        return False
    return True
