from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        # Models load after configs.
        from comments import receivers  # noqa: F401, PLC0415
        from comments.submission.near_duplicates.services import delete_old_minhashes  # noqa: PLC0415
        from comments.subscriptions.services.notifications import (  # noqa: PLC0415
            NOTIFICATION_OUTBOX,
            delete_sent_notifications,
        )
        from comments.subscriptions.services.subscriptions import (  # noqa: PLC0415
            delete_unconfirmed,
            is_subscriber_confirmed,
        )
        from comments.threads.search import register_comments  # noqa: PLC0415
        from comments.visitors.mails import CONFIRMATION_OUTBOX  # noqa: PLC0415
        from comments.visitors.services.email_confirmation import (  # noqa: PLC0415
            is_guest_confirmed,
        )
        from mail.outbox import register_cleanups, register_outboxes  # noqa: PLC0415
        from mail.services import register_confirmation_checks  # noqa: PLC0415

        register_comments()
        register_outboxes(CONFIRMATION_OUTBOX, NOTIFICATION_OUTBOX)
        register_confirmation_checks(is_guest_confirmed, is_subscriber_confirmed)
        register_cleanups(delete_old_minhashes, delete_sent_notifications, delete_unconfirmed)
