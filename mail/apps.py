from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = _("Email")

    def ready(self) -> None:
        # Models load after configs.
        from mail.outbox import register_cleanups, register_outboxes  # noqa: PLC0415
        from mail.services import RENDERED_MAIL_OUTBOX, delete_sent_mails  # noqa: PLC0415

        register_outboxes(RENDERED_MAIL_OUTBOX)
        register_cleanups(delete_sent_mails)
