"""The moderation room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Name the room, open its ears, and see to what stands in its tables from the first day."""

    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        # Models load after configs.
        from core import append_only  # noqa: PLC0415
        from mail.outbox import register_outboxes  # noqa: PLC0415
        from moderation import receivers  # noqa: F401, PLC0415
        from moderation.models import Decision, Statement  # noqa: PLC0415
        from moderation.services import letters, talking  # noqa: PLC0415

        append_only.protect(Decision)
        append_only.protect(Statement)
        register_outboxes(letters.LETTERS, talking.MESSAGES)
        post_migrate.connect(_list_grounds, sender=self, dispatch_uid="moderation.list_grounds")


def _list_grounds(*, using: str, **kwargs: object) -> None:
    from moderation.services.grounds import list_grounds  # noqa: PLC0415 - the same

    list_grounds(using=using)
