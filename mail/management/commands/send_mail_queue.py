from typing import Any

from django.core.management.base import BaseCommand

from mail.outbox import clean_up, count_unsent
from mail.tasks import catch_up


class Command(BaseCommand):
    """A command that can run at any time, even alongside workers or another instance of itself."""

    help = "Sends due mail, finishes what workers left undone, and deletes old rows."

    def handle(self, *args: Any, **options: Any) -> None:
        catch_up()
        clean_up()
        unsent, given_up = count_unsent()
        if options["verbosity"]:
            self.stdout.write(f"{unsent} unsent, {given_up} given up")
