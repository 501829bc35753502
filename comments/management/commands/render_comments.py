"""Re-render all comments. Run this command after an upgrade that changes the sanitizer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from comments.rendering.services import RenderProgress, rerender_comments
from core.sanitizing.policy import POLICY_VERSION


class Command(BaseCommand):
    help = "Render the HTML of all comments again from their sources."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count changes, write nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        done = RenderProgress()
        for done in rerender_comments(dry_run=dry_run):
            if self.stdout.isatty():
                self.stdout.write(f"\r{done.seen} comments rendered", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write("\r", ending="")
        verb = "would change" if dry_run else "changed"
        self.stdout.write(
            f"Policy {POLICY_VERSION}: {done.changed} of {done.seen} comments {verb}."
        )
