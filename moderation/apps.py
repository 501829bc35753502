"""The moderation room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Name the room and open its ears."""

    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from moderation import receivers  # noqa: F401, PLC0415 - models load after the configs
