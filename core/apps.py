from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # Importing these modules registers a system check and a lookup with Django.
        from core import database_checks, database_statistics, network_lookup  # noqa: F401, PLC0415

        database_statistics.connect()
