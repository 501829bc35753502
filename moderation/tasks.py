"""What a worker does for moderation."""

import datetime as dt

from django.tasks import Task, task
from django.utils import timezone

# A few minutes, and then as long as a server is usually away.
_TRY_AGAIN_AFTER = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600)]


@task
def end_cool_down(thread_id: int) -> None:
    """Write down that a thread has cooled down."""
    from moderation.services.modes import end_cool_down  # noqa: PLC0415 - it enqueues this task

    end_cool_down(thread_id=thread_id)


@task
def go_on_with_batch(batch_id: int) -> None:
    """Decide about the next comments of a batch, and come back for the rest."""
    from moderation.services.batches import go_on_with  # noqa: PLC0415 - it enqueues this task

    if go_on_with(batch_id=batch_id):
        go_on_with_batch.enqueue(batch_id)


@task
def ask_akismet(comment_id: int, version: int, *, edited: bool = False, attempt: int = 0) -> None:
    """Ask Akismet about a comment; a later attempt follows one that brought no answer."""
    from moderation.services import akismet  # noqa: PLC0415 - the same

    if akismet.ask(comment_id=comment_id, version=version, edited=edited):
        return
    if later := _later(ask_akismet, attempt):
        later.enqueue(comment_id, version, edited=edited, attempt=attempt + 1)


@task
def tell_akismet(comment_id: int, *, is_spam: bool, attempt: int = 0) -> None:
    """Tell Akismet what a comment was; a later attempt follows one that it didn't hear."""
    from moderation.services import akismet  # noqa: PLC0415 - the same

    if akismet.tell(comment_id=comment_id, is_spam=is_spam):
        return
    if later := _later(tell_akismet, attempt):
        later.enqueue(comment_id, is_spam=is_spam, attempt=attempt + 1)


@task
def train_spam_filter() -> None:
    """Train the spam filter, unless that was done meanwhile."""
    from moderation.services.teaching import (  # noqa: PLC0415 - it enqueues this task
        train_filter_if_due,
    )

    train_filter_if_due()


def _later[**P](task: Task[P, None], attempt: int) -> Task[P, None] | None:
    """Return a task for its next attempt; nothing after the last, or where tasks can't wait."""
    if attempt >= len(_TRY_AGAIN_AFTER) or not task.get_backend().supports_defer:
        return None
    return task.using(run_after=timezone.now() + _TRY_AGAIN_AFTER[attempt])
