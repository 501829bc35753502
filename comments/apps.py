"""The comments room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Name the room, let its comments be found, and listen to accounts."""

    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        # Models load after configs.
        from blog.models import COMPANIONS  # noqa: PLC0415
        from comments import receivers  # noqa: F401, PLC0415
        from comments.services import letters, mailing, sending  # noqa: PLC0415
        from comments.threads.search import register_comments  # noqa: PLC0415

        COMPANIONS.append("thread")
        register_comments()
        sending.register(letters.CONFIRMATIONS, mailing.NOTIFICATIONS)
