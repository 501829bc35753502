from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # Importing these modules registers a system check and a lookup with Django.
        from core import database_checks, database_statistics, network_lookup  # noqa: F401, PLC0415
        from core.private_files import protect_database  # noqa: PLC0415 - needs the settings

        database_statistics.connect()
        connection_created.connect(protect_database)
