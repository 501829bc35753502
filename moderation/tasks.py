"""What a worker does for moderation."""

from django.tasks import task


@task
def end_cool_down(thread_id: int) -> None:
    """Write down that a thread has cooled down."""

    end_cool_down(thread_id=thread_id)
