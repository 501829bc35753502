from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.database_statistics import update_statistics
from interchange.synthetic import AlreadyGenerated, generate_site


class Command(BaseCommand):
    help = (
        "Generate articles and comments for load tests. The same arguments give the same content."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, required=True, help="number of articles")
        parser.add_argument(
            "--comments", type=int, required=True, help="number of comments in total"
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            help="another seed gives other content (default: %(default)s)",
        )

    def handle(self, *args: Any, articles: int, comments: int, seed: int, **options: Any) -> None:
        if articles < 0 or comments < 0 or seed < 0:
            raise CommandError("--articles, --comments and --seed must be 0 or greater.")
        if comments and not articles:
            raise CommandError("--comments requires at least one article.")
        try:
            generate_site(articles=articles, comments=comments, seed=seed, progress=self._progress)
        except AlreadyGenerated:
            raise CommandError(
                f"Content with seed {seed} already exists. Use another --seed."
            ) from None
        update_statistics()
        if self.stdout.isatty():
            self.stdout.write("\r", ending="")
        self.stdout.write(f"Generated {articles} articles, {comments} comments (seed {seed}).")

    def _progress(self, written: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{written} comments", ending="")
            self.stdout.flush()
