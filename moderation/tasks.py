"""What a worker does for moderation."""

from django.tasks import task


@task
def end_cool_down(thread_id: int) -> None:
    """Write down that a thread has cooled down."""
    from moderation.services.modes import end_cool_down  # noqa: PLC0415 - it enqueues this task

    end_cool_down(thread_id=thread_id)
