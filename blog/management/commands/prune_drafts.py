"""``manage.py prune_drafts``: remove working copies that hold nothing new."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.services.drafts import needless_drafts, prune_drafts

_MOST = 1000


class Command(BaseCommand):
    """Count working copies that nobody needs; remove some of them if asked to."""

    help = "Counts working copies that say nothing new. Removes them with --delete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the two options."""
        parser.add_argument("--delete", action="store_true", help="remove what is counted")
        parser.add_argument(
            "--most", type=int, default=_MOST, help=f"how many to remove in this run ({_MOST})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, or remove."""
        if options["delete"]:
            removed = prune_drafts(most=max(0, options["most"]))
            self.stdout.write(f"{removed} working copies removed.")
        else:
            self.stdout.write(f"{needless_drafts().count()} working copies would be removed.")
