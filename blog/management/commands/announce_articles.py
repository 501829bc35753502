from typing import Any

from django.core.management.base import BaseCommand

from blog.announcements.services import announce_due_articles


class Command(BaseCommand):
    """Announces articles that no worker has announced. Safe to run at any time."""

    help = "Announces scheduled articles that have become public: by email and WebSub."

    def handle(self, *args: Any, **options: Any) -> None:
        announced = announce_due_articles()
        if options["verbosity"]:
            self.stdout.write(f"Articles announced: {announced}")
