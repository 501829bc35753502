from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # Importing these modules registers a system check and lookups with Django.
        from core import (  # noqa: PLC0415
            case_insensitive,  # noqa: F401
            database_checks,  # noqa: F401
            database_statistics,
            network_lookup,  # noqa: F401
            storable_lookups,  # noqa: F401
        )
        from core.private_files import protect_database  # noqa: PLC0415 - needs the settings
        from core.search import lookups  # noqa: F401, PLC0415

        database_statistics.connect()
        connection_created.connect(protect_database)
