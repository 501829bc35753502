"""``manage.py spam_filter``: measure the spam filter, look at it, or teach it anew."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moderation.spam.evaluating import Labelled, UnreadableFile, evaluate, read_file


class Command(BaseCommand):
    """What can be done with the spam filter from a terminal."""

    help = "Measure the spam filter on files, say how it stands, or teach it anew."
    # Measuring needs no database, and must work where there is none.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be done."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        measure = verbs.add_parser(
            "evaluate", help="train on some CSV files and measure on others; touches no site"
        )
        for name in ("train", "test"):
            measure.add_argument(
                f"--{name}",
                type=Path,
                nargs="+",
                action="extend",
                required=True,
                metavar="FILE.csv",
                help=f"to {name} on: columns CONTENT and CLASS, where 1 is spam",
            )

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        """Do it."""
        self._evaluate(options["train"], options["test"])

    def _evaluate(self, train: list[Path], test: list[Path]) -> None:
        try:
            figures = evaluate(_read(train), _read(test))
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(figures))


def _read(paths: list[Path]) -> list[Labelled]:
    return [row for path in paths for row in read_file(path)]
