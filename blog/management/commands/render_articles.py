"""``manage.py render_articles``: make the HTML of all articles anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.services.rendering import Rendered, render_again
from core.sanitizing.policy import POLICY_VERSION


class Command(BaseCommand):
    """Render what authors wrote, after the sanitising policy has changed."""

    help = (
        "Make the HTML of all articles, pages and the site's own words from their sources again."
        " Their dates stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one option."""
        parser.add_argument("--dry-run", action="store_true", help="count, and write nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Render, and say how much came out differently."""
        *_, done = Rendered(), *render_again(dry_run=dry_run)
        verb = "would change" if dry_run else "changed"
        self.stdout.write(
            f"Policy {POLICY_VERSION}: of {done.seen} texts of authors and editors,"
            f" {done.changed} {verb}."
        )
