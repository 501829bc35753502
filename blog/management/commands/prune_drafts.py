from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.editor.services.drafts import get_prunable_drafts, prune_drafts

_LIMIT = 1000


class Command(BaseCommand):
    help = "Counts autosaved drafts without unsaved changes. Deletes them with --delete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete the drafts")
        parser.add_argument(
            "--limit",
            type=int,
            default=_LIMIT,
            help=f"maximum number of drafts to delete (default: {_LIMIT})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["delete"]:
            deleted = prune_drafts(limit=max(0, options["limit"]))
            self.stdout.write(f"Drafts deleted: {deleted}")
        else:
            self.stdout.write(f"Drafts to delete: {get_prunable_drafts().count()}")
