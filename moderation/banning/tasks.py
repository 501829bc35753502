"""What is done about past comments after a ban, by a worker."""

from django.tasks import task


@task()
def deal_with_past(ban_id: int, after: int = 0) -> None:
    """Deal with one batch of the past comments of a ban, and leave the rest to the next task."""
    # The services enqueue this task.
    from moderation.services.past import deal_with_batch  # noqa: PLC0415

    if last := deal_with_batch(ban_id=ban_id, after=after):
        deal_with_past.enqueue(ban_id, last)
