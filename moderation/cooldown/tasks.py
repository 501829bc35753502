"""Background task that ends expired cool-downs."""

from django.tasks import task

from moderation.cooldown import services


@task
def end_cooldown(thread_id: int) -> None:
    """End an expired cool-down and log the end."""
    services.end_cooldown(thread_id=thread_id)
