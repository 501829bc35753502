"""``manage.py spam_filter``: evaluate the spam filter, show its status, or retrain it.

Lives in ``moderation`` rather than ``spamfilter``, because the status includes the moderation
thresholds and retraining reads moderation decisions.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from moderation.filters.spam_training import retrain_from_decisions
from moderation.models import ModerationSettings
from spamfilter.engine.evaluation import LabeledText, UnreadableFile, evaluate, read_labeled_csv
from spamfilter.models import TrainedModel, TrainingExample


class Command(BaseCommand):
    """Provides the subcommands evaluate, status, and retrain."""

    help = "Evaluate the spam filter on files, show its status, or retrain it."
    # "evaluate" must work without a database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        subcommands = parser.add_subparsers(dest="subcommand", required=True)
        evaluation = subcommands.add_parser(
            "evaluate", help="train on CSV files and test on others, without touching the site"
        )
        for name in ("train", "test"):
            evaluation.add_argument(
                f"--{name}",
                type=Path,
                nargs="+",
                action="extend",
                required=True,
                metavar="FILE.csv",
                help=f"files to {name} on, with columns CONTENT and CLASS (1 is spam)",
            )
        subcommands.add_parser("status", help="show what the filter has learned")
        subcommands.add_parser("retrain", help="retrain it from all moderation decisions")

    def handle(self, *args: Any, subcommand: str, **options: Any) -> None:
        match subcommand:
            case "evaluate":
                self._evaluate(options["train"], options["test"])
            case "status":
                self._show_status()
            case "retrain":
                self._retrain()

    def _evaluate(self, train: list[Path], test: list[Path]) -> None:
        try:
            figures = evaluate(_read_all(train), _read_all(test))
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(figures))

    def _show_status(self) -> None:
        settings, model = ModerationSettings.current(), TrainedModel.objects.first()
        examples = TrainingExample.objects.current()
        spam = examples.filter(is_spam=True).count()
        pending = TrainingExample.objects.pending().count()
        trained = f"{model.trained_at:%Y-%m-%d %H:%M %Z}" if model else "never"
        self.stdout.write(
            f"The spam filter is {'on' if settings.spam_filter else 'off'}. It holds comments from"
            f" {settings.spam_filter_hold} % and marks them as spam from"
            f" {settings.spam_filter_spam} %."
        )
        self.stdout.write(f"Learned: {spam} spam, {examples.count() - spam} ham.")
        self.stdout.write(f"Last training: {trained}. New since then: {pending}.")

    def _retrain(self) -> None:
        model = retrain_from_decisions()
        if model is None:
            raise CommandError("Another process is training the filter. Try again later.")
        self.stdout.write(f"Trained on {model.example_count} moderated comments.")


def _read_all(paths: list[Path]) -> list[LabeledText]:
    return [row for path in paths for row in read_labeled_csv(path)]
