from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.rendering.services import Progress, rerender_all
from core.sanitizing.policy import POLICY_VERSION


class Command(BaseCommand):
    """Re-renders all articles, pages, and comment rules after a change to the sanitizing policy."""

    help = (
        "Renders the HTML of all articles, pages and the comment rules again from their sources."
        " Doesn't change their dates."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, but change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        *_, progress = Progress(), *rerender_all(dry_run=dry_run)
        verb = "would change" if dry_run else "changed"
        self.stdout.write(
            f"Policy {POLICY_VERSION}: {progress.changed} of {progress.total} texts {verb}."
        )
