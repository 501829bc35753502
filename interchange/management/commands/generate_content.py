"""Fill the site with made-up content, for measuring."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interchange.synthetic import AlreadyGenerated, generate_site


class Command(BaseCommand):
    """``manage.py generate_content --articles A --comments C [--seed S]``."""

    help = "Write made-up articles and comments; the same numbers give the same content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the amounts."""
        parser.add_argument("--articles", type=int, required=True, help="how many articles")
        parser.add_argument("--comments", type=int, required=True, help="how many in all")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another content")

    def handle(self, *args: Any, articles: int, comments: int, seed: int, **options: Any) -> None:
        """Write the content, with a line of progress on a terminal."""
        if articles < 0 or comments < 0 or seed < 0:
            raise CommandError("Articles, comments and seed are numbers from 0.")
        if comments and not articles:
            raise CommandError("Comments need articles to stand under.")
        try:
            generate_site(articles=articles, comments=comments, seed=seed, progress=self._progress)
        except AlreadyGenerated:
            raise CommandError(
                f"The content of seed {seed} is here already: give another --seed."
            ) from None
        if self.stdout.isatty():
            self.stdout.write("\r", ending="")
        self.stdout.write(f"Generated: {articles} articles, {comments} comments (seed {seed}).")

    def _progress(self, written: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{written} comments", ending="")
            self.stdout.flush()
