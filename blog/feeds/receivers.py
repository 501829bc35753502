from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from blog.feeds.tasks import notify_websub_hub
from blog.signals import article_published


@receiver(article_published, dispatch_uid="blog.feeds.websub")
def _notify_hub(**kwargs: object) -> None:
    if settings.WEBSUB_HUB:
        transaction.on_commit(notify_websub_hub.enqueue, robust=True)
