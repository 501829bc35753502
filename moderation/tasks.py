"""What a worker does for moderation."""

from django.tasks import task


@task
def end_cool_down(thread_id: int) -> None:
    """Write down that a thread has cooled down."""
    from moderation.cooldown.services import end_cooldown  # noqa: PLC0415 - it enqueues this task

    end_cooldown(thread_id=thread_id)


@task
def go_on_with_batch(batch_id: int) -> None:
    """Decide about the next comments of a batch, and come back for the rest."""
    from moderation.services.batches import go_on_with  # noqa: PLC0415 - it enqueues this task

    if go_on_with(batch_id=batch_id):
        go_on_with_batch.enqueue(batch_id)
