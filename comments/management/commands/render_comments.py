"""Make the HTML of all comments again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from comments.services.rendering import Rendered, render_again
from core.sanitizing.policy import POLICY_VERSION


class Command(BaseCommand):
    """``manage.py render_comments [--dry-run]``, after a release that changes the sanitiser."""

    help = "Make the HTML of all comments again from what was typed, by the present rules."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to look only."""
        parser.add_argument("--dry-run", action="store_true", help="count, and write nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Render, with a line of progress on a terminal."""
        done = Rendered()
        for done in render_again(dry_run=dry_run):
            if self.stdout.isatty():
                self.stdout.write(f"\r{done.seen} comments read", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write("\r", ending="")
        verb = "would change" if dry_run else "changed"
        self.stdout.write(
            f"Policy {POLICY_VERSION}: of {done.seen} comments, {done.changed} {verb}."
        )
