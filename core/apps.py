"""The core room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Name the room."""

    name = "core"
    verbose_name = _("Foundations")

    def ready(self) -> None:
        # Imported for their side effect: a system check, and a lookup that models use.
        from core import database_checks, network_lookup  # noqa: F401, PLC0415
