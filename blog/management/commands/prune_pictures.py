import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from blog.pictures.orphans import find_orphans
from blog.pictures.services import delete_orphans

# A new picture may belong to an article that is still being written.
_DAYS = 30


class Command(BaseCommand):
    help = (
        "Lists orphaned files: pictures that no article, page, draft or revision shows, and files"
        " that belong to no picture. Deletes them with --delete."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete the listed files")
        parser.add_argument(
            "--days",
            type=int,
            default=_DAYS,
            help=f"ignore files added in the last DAYS days (default: {_DAYS})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        days = max(0, options["days"])
        orphans = find_orphans(before=timezone.now() - dt.timedelta(days=days))
        names = [str(picture) for picture in orphans.pictures]
        names += [f"{name} (belongs to no picture)" for _, name in orphans.files]
        if options["verbosity"] and names:
            self.stdout.write("\n".join(names))
        if options["delete"]:
            delete_orphans(orphans=orphans)
        verb = "Deleted" if options["delete"] else "To delete"
        self.stdout.write(
            f"{verb}: {len(orphans.pictures)} pictures, {len(orphans.files)} other files"
        )
