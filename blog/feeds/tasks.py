from django.tasks import task

from blog.feeds.websub import notify_hub


@task()
def notify_websub_hub() -> None:
    """Notify the WebSub hub that the feed has changed."""
    notify_hub()
