"""The core room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Name the room."""

    name = "core"
    verbose_name = _("Foundations")

    def ready(self) -> None:
        from core import network_lookup  # noqa: F401, PLC0415 - a lookup, which models needn't know of
