"""Bulk actions: apply a decision to a batch of comments, or undo a batch.

Each comment is handled individually, in its own transaction. A batch runs in steps and can be
interrupted at any point: comments that have already been decided on are skipped.
"""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import QueryDict
from django.tasks import task
from django.utils import timezone

from accounts.models import User
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from comments.threads.services.earlier_comments import reuse_earlier_comments
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.decisions.services.undo import NotUndoable, undo_decision
from moderation.models import Batch, Decision, Guideline
from moderation.policies import can_see_queue
from moderation.queue.listing import get_page
from moderation.queue.selection import Selection
from moderation.queue.tabs import QueueTab

# Batches up to this size run within the request; larger ones run in a worker.
IMMEDIATE_LIMIT = 20
_UNDO_STEP = 50


class BatchAlreadyUndone(Exception):
    """The batch has already been undone, or is itself an undo."""


def get_batch_comments(*, moderator: User, query: str, selected: Sequence[int]) -> CommentQuerySet:
    """Return the comments a batch applies to: the selected ones, or all that match the query.

    ``query`` is a query string from the moderation queue. Raises ``Http404`` if it is invalid.
    """
    if selected:
        return Comment.objects.moderatable_by(moderator).filter(pk__in=selected)
    return Selection.read(QueryDict(query).dict()).comments(moderator)


def start_batch(
    *,
    moderator: User,
    action: Decision.Action,
    query: str = "",
    selected: Sequence[int] = (),
    explanation: str = "",
    guideline: Guideline | None = None,
) -> Batch:
    """Start a bulk action on the selected comments, or on all that match a queue query.

    Small batches are finished by the time this returns; large ones run in a worker. Raises
    ``PermissionDenied`` if the user may not open the queue.
    """
    if not can_see_queue(moderator):
        raise PermissionDenied("Only moderators decide on comments")
    total = (
        get_batch_comments(moderator=moderator, query=query, selected=selected).order_by().count()
    )
    batch = Batch.objects.create(
        moderator=moderator,
        action=action,
        query="" if selected else query,
        selected=list(selected),
        explanation=explanation,
        guideline=guideline,
        total=total,
    )
    return _start(batch)


def undo_batch(*, moderator: User, batch: Batch) -> Batch:
    """Start a batch that undoes the given batch, and return the new one.

    Decisions that can't be undone are skipped. Raises ``PermissionDenied`` if another moderator
    started the batch, or ``BatchAlreadyUndone`` if it has been undone or is itself an undo.
    """
    if batch.moderator_id != moderator.pk:
        raise PermissionDenied("Only the moderator who started a batch can undo it")
    if batch.undoes_id:
        raise BatchAlreadyUndone
    try:
        with transaction.atomic():
            undo = Batch.objects.create(
                moderator=moderator,
                action=Decision.Action.UNDO,
                undoes=batch,
                total=batch.decisions.count(),
            )
    except IntegrityError as error:
        raise BatchAlreadyUndone from error
    return _start(undo)


def run_batch_step(*, batch_id: int) -> bool:
    """Run one step of a batch and return whether there are more steps."""
    batch = Batch.objects.select_related("moderator", "guideline").get(pk=batch_id)
    if batch.finished_at:
        return False
    done, cursor = _undo_step(batch) if batch.undoes_id else _decide_step(batch)
    Batch.objects.filter(pk=batch_id).update(
        done=F("done") + done.count(True),
        skipped=F("skipped") + done.count(False),
        cursor=cursor,
        finished_at=None if cursor else timezone.now(),
    )
    return bool(cursor)


@task
def continue_batch(batch_id: int) -> None:
    """Run the next step of a batch and enqueue the following one, if any."""
    if run_batch_step(batch_id=batch_id):
        continue_batch.enqueue(batch_id)


def _start(batch: Batch) -> Batch:
    if batch.total > IMMEDIATE_LIMIT:
        transaction.on_commit(partial(continue_batch.enqueue, batch.pk))
        return batch
    while run_batch_step(batch_id=batch.pk):
        pass
    batch.refresh_from_db()
    return batch


# Oldest first, because comments are numbered when they are approved.
_OLDEST_FIRST = QueueTab("oldest-first", "", Comment.objects.all, oldest_first=True)


def _decide_step(batch: Batch) -> tuple[list[bool], str]:
    """Process one page of comments; return a success flag for each, and the next cursor."""
    comments = get_batch_comments(
        moderator=batch.moderator, query=batch.query, selected=batch.selected
    )
    comments = comments.filter(submitted_at__lte=batch.started_at)
    load = Comment.objects.select_related("commenter", "thread__article")
    page = get_page(_OLDEST_FIRST, comments, load, after=batch.cursor)
    with reuse_earlier_comments():
        return [_decide(batch, comment) for comment in page.rows], page.after


def _decide(batch: Batch, comment: Comment) -> bool:
    try:
        decide(
            moderator=batch.moderator,
            item=comment,
            action=Decision.Action(batch.action),
            explanation=batch.explanation,
            guideline=batch.guideline,
            expected_version=comment.version,
            batch=batch,
        )
    except AlreadyDecided:
        return False
    return True


def _undo_step(batch: Batch) -> tuple[list[bool], str]:
    """Undo some decisions, newest first; return a success flag for each, and the next cursor."""
    decisions = Decision.objects.filter(batch=batch.undoes_id).order_by("-pk")
    if batch.cursor:
        decisions = decisions.filter(pk__lt=int(batch.cursor))
    found = list(
        decisions.select_related("comment__thread__article", "commenter")[: _UNDO_STEP + 1]
    )
    step = found[:_UNDO_STEP]
    cursor = str(step[-1].pk) if len(found) > _UNDO_STEP else ""
    return [_undo(batch.moderator, decision) for decision in step], cursor


def _undo(moderator: User, decision: Decision) -> bool:
    try:
        undo_decision(moderator=moderator, decision=decision)
    except NotUndoable:
        return False
    return True
