"""``manage.py spam_filter``: measure the spam filter, look at it, or teach it anew."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moderation.models import ModerationSettings, SpamLesson, SpamTraining
from moderation.services.teaching import retrain_filter
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

        verbs.add_parser("status", help="say what the filter has learned")
        verbs.add_parser("retrain", help="teach it anew from all decisions")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        """Do it."""
        match verb:
            case "evaluate":
                self._evaluate(options["train"], options["test"])
            case "status":
                self._tell()
            case "retrain":
                self._retrain()

    def _evaluate(self, train: list[Path], test: list[Path]) -> None:
        try:
            figures = evaluate(_read(train), _read(test))
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(figures))

    def _tell(self) -> None:
        settings, training = ModerationSettings.current(), SpamTraining.objects.first()
        lessons = SpamLesson.objects.in_force()
        spam = lessons.filter(is_spam=True).count()
        self.stdout.write(
            f"The filter is {'on' if settings.spam_filter else 'off'}: it holds from"
            f" {settings.spam_filter_hold} %, and says spam from {settings.spam_filter_spam} %."
        )
        self.stdout.write(f"Learned: {spam} spam, {lessons.count() - spam} other comments.")
        trained = f"{training.trained_at:%Y-%m-%d %H:%M %Z}" if training else "never"
        pending = SpamLesson.objects.pending().count()
        self.stdout.write(f"Trained: {trained}; lessons since then: {pending}.")

    def _retrain(self) -> None:
        training = retrain_filter()
        if training is None:
            raise CommandError("Another process is training the filter at this moment.")
        self.stdout.write(f"Trained on {training.lessons} comments that were decided about.")


def _read(paths: list[Path]) -> list[Labelled]:
    return [row for path in paths for row in read_file(path)]
