"""What follows when an article appears."""

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from blog.signals import article_published
from blog.tasks import tell_websub_hub


@receiver(article_published, dispatch_uid="blog.websub")
def _tell_hub(**kwargs: object) -> None:
    if settings.WEBSUB_HUB:
        transaction.on_commit(tell_websub_hub.enqueue, robust=True)
