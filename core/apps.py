from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # Each registers something with Django when it is imported.
        from core import database_checks, network_lookup  # noqa: F401, PLC0415
