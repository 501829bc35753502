"""``manage.py flush``: Django's own, which may also empty what nobody may change row by row."""

from typing import Any

from django.core.management.commands import flush

from core import append_only


class Command(flush.Command):
    """Take the guards of append-only tables down, empty the database, and put them up again."""

    def handle(self, **options: Any) -> None:
        """Do it; the guards stand again whatever happens."""
        append_only.drop_triggers(options["database"])
        try:
            super().handle(**options)
        finally:
            append_only.create_triggers(options["database"])
