"""Background task that applies bans to past comments."""

from django.tasks import task

from moderation.bans.retroactive import apply_retroactively


@task()
def apply_ban_retroactively(ban_id: int, after: int = 0) -> None:
    """Apply a ban to one batch of past comments, then enqueue the next batch."""
    if last := apply_retroactively(ban_id=ban_id, after=after):
        apply_ban_retroactively.enqueue(ban_id, last)
