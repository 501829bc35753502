"""Background task of the cool-down."""

from django.tasks import task

from moderation.cooldown import services


@task
def end_cooldown(thread_id: int) -> None:
    """End a cool-down whose time is up and log it."""
    services.end_cooldown(thread_id=thread_id)
