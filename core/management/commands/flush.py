from typing import Any

from django.core.management.commands import flush

from core import append_only


class Command(flush.Command):
    """Django's ``flush``, extended to empty append-only tables as well."""

    def handle(self, **options: Any) -> None:
        append_only.drop_triggers(options["database"])
        try:
            super().handle(**options)
        finally:
            append_only.create_triggers(options["database"])
