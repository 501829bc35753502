"""``manage.py prune_pictures``: find pictures that nothing shows, and remove them."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from blog.services.pictures import prune
from blog.unused import find_unused

# Somebody may still be writing the article that shall show a new picture.
_DAYS = 30


class Command(BaseCommand):
    """List what no article, page, draft or former version shows; remove it if asked to."""

    help = "Lists pictures that nothing shows and files that belong to none. Removes with --delete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the two options."""
        parser.add_argument("--delete", action="store_true", help="remove what is listed")
        parser.add_argument(
            "--days", type=int, default=_DAYS, help=f"leave what is younger ({_DAYS} days)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """List, and remove."""
        days = max(0, options["days"])
        unused = find_unused(before=timezone.now() - dt.timedelta(days=days))
        names = [str(picture) for picture in unused.pictures]
        names += [f"{name} (a file without a picture)" for _, name in unused.files]
        if options["verbosity"] and names:
            self.stdout.write("\n".join(names))
        if options["delete"]:
            prune(unused=unused)
        verb = "removed" if options["delete"] else "would be removed"
        counts = f"{len(unused.pictures)} pictures and {len(unused.files)} files"
        self.stdout.write(f"{counts} {verb}.")
