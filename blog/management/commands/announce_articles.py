"""``manage.py announce_articles``: what a worker left undone, or has no clock for."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.services.announcing import announce_due


class Command(BaseCommand):
    """Announce the articles whose time has come. May run at any time, beside workers."""

    help = "Tells those who want to know which scheduled articles have appeared."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many there were."""
        announced = announce_due()
        if options["verbosity"]:
            self.stdout.write(f"{announced} announced")
