"""``manage.py import_site PATH --format NAME``: bring in another system's articles and comments."""

import json
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from interchange.formats import READERS
from interchange.import_report import ImportReport
from interchange.importing import Progress, import_site
from interchange.source_records import ReadOptions, UnreadableSource

# The rest is in the report; a terminal is no place for thousands of lines.
_WARNINGS_SHOWN = 20


class Command(BaseCommand):
    """Import articles and comments. Running it again changes nothing but what the file has new."""

    help = (
        "Import articles and comments. Running it again, also after an interruption, takes in"
        " only what is new or was corrected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", type=Path, help="the file, or a folder of saved pages")
        parser.add_argument(
            "--format",
            required=True,
            dest="format_name",
            metavar="NAME",
            help=f"what the source is: {_formats()}",
        )
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write a report")
        parser.add_argument(
            "--timezone",
            default=settings.TIME_ZONE,
            metavar="ZONE",
            help="the zone of the source's clock times, like Europe/Berlin (default: %(default)s)",
        )
        parser.add_argument("--encoding", help="the file's encoding, if it is guessed wrongly")
        parser.add_argument(
            "--media", type=Path, metavar="FOLDER", help="the pictures that the articles show"
        )

    def handle(self, *, path: Path, format_name: str, **options: Any) -> None:
        """Run the import, say what it did, and fail unless all was done."""
        if format_name not in READERS:
            raise CommandError(f"{format_name} can't be imported. What can: {_formats()}.")
        media: Path | None = options["media"]
        if media and not media.is_dir():
            raise CommandError(f"{media} is not a folder.")
        _require_writable(options["report"])
        try:
            report = import_site(
                path=path,
                format_name=format_name,
                options=_read_options(options["timezone"], options["encoding"]),
                media=media,
                dry_run=options["dry_run"],
                on_progress=self._show_progress,
            )
        except UnreadableSource as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError(
                "Interrupted. Whole articles came in until then; run it again to go on.",
                returncode=130,
            ) from None
        if options["report"]:
            _write(options["report"], report)
        self._sum_up(report, dry_run=options["dry_run"])

    def _show_progress(self, progress: Progress) -> None:
        if self.stderr.isatty():
            end = "\n" if progress.done == progress.total else ""
            self.stderr.write(f"\r{progress.done} of {progress.total} articles", ending=end)
            self.stderr.flush()

    def _sum_up(self, report: ImportReport, *, dry_run: bool) -> None:
        for warning in report.warnings[:_WARNINGS_SHOWN]:
            self.stdout.write(f"{warning.place}: {warning.text}")
        if more := len(report.warnings[_WARNINGS_SHOWN:]):
            self.stdout.write(f"... and {more} more. --report FILE.json keeps them all.")
        self.stdout.write(f"Articles: {report.articles}.")
        self.stdout.write(f"Comments: {report.comments}.")
        if dry_run:
            self.stdout.write("This was a dry run: nothing was kept.")
        if report.failures:
            raise CommandError(f"{report.failures} articles could not be stored.")


def _formats() -> str:
    return ", ".join(sorted(READERS))


def _read_options(zone: str, encoding: str | None) -> ReadOptions:
    try:
        return ReadOptions(ZoneInfo(zone), timezone.now(), encoding)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CommandError(f"There is no time zone named {zone}.") from error


def _require_writable(report: Path | None) -> None:
    """Fail before the import rather than after it."""
    if report and (report.is_dir() or not os.access(report.parent, os.W_OK)):
        raise CommandError(f"The report can't be written to {report}.")


def _write(path: Path, report: ImportReport) -> None:
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")
