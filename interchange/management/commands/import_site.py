import json
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from blog.site.current import get_current_site
from core.database_statistics import update_statistics
from core.private_files import write_private_text
from interchange.formats import READERS
from interchange.import_report import ImportReport
from interchange.importing import Progress, import_site
from interchange.source_records import ReadOptions, UnreadableSource

# Maximum number of warnings shown; the report file contains all of them.
_WARNINGS_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import articles and comments from another system. Running it again imports only what is"
        " new or changed, also after an interruption."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="export file, or folder of saved pages")
        parser.add_argument(
            "--format",
            required=True,
            dest="format_name",
            metavar="NAME",
            help=f"format of the source: {_format_names()}",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="report what would be imported, but change nothing",
        )
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.json",
            help="write the counts and all warnings to this file",
        )
        parser.add_argument(
            "--timezone",
            default="",
            metavar="ZONE",
            help="time zone of dates without one, such as Europe/Berlin (default: the site's)",
        )
        parser.add_argument("--encoding", help="encoding of the file (default: detected)")
        parser.add_argument(
            "--media", type=Path, metavar="FOLDER", help="folder with the pictures of the articles"
        )

    def handle(self, *, path: Path, format_name: str, **options: Any) -> None:
        if format_name not in READERS:
            raise CommandError(
                f"Unknown format: {format_name}. Available formats: {_format_names()}."
            )
        media: Path | None = options["media"]
        if media and not media.is_dir():
            raise CommandError(f"{media} is not a folder.")
        _require_writable(options["report"])
        try:
            report = import_site(
                path=path,
                format_name=format_name,
                options=_read_options(
                    options["timezone"] or str(get_current_site().zone), options["encoding"]
                ),
                media=media,
                dry_run=options["dry_run"],
                on_progress=self._show_progress,
            )
        except UnreadableSource as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError(
                "Interrupted. Completed articles are saved. Run the command again to continue.",
                returncode=130,
            ) from None
        if not options["dry_run"]:
            update_statistics()
        if options["report"]:
            _write(options["report"], report)
        self._print_summary(report, dry_run=options["dry_run"])

    def _show_progress(self, progress: Progress) -> None:
        if self.stderr.isatty():
            end = "\n" if progress.done == progress.total else ""
            self.stderr.write(f"\r{progress.done} of {progress.total} articles", ending=end)
            self.stderr.flush()

    def _print_summary(self, report: ImportReport, *, dry_run: bool) -> None:
        for warning in report.warnings[:_WARNINGS_SHOWN]:
            self.stdout.write(f"{warning.place}: {warning.text}")
        if more := len(report.warnings[_WARNINGS_SHOWN:]):
            self.stdout.write(
                f"… and {more} more warnings. Use --report FILE.json to get all of them."
            )
        self.stdout.write(f"Articles: {report.articles}.")
        self.stdout.write(f"Comments: {report.comments}.")
        if dry_run:
            self.stdout.write("Dry run: nothing was changed.")
        if report.failures:
            raise CommandError(f"Articles that could not be stored: {report.failures}.")


def _format_names() -> str:
    return ", ".join(sorted(READERS))


def _read_options(zone: str, encoding: str | None) -> ReadOptions:
    try:
        return ReadOptions(ZoneInfo(zone), timezone.now(), encoding)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CommandError(f"Unknown time zone: {zone}.") from error


def _require_writable(report: Path | None) -> None:
    """Raise an error before the import if the report can't be written."""
    if report and (report.is_dir() or not os.access(report.parent, os.W_OK)):
        raise CommandError(f"Can't write the report to {report}.")


def _write(path: Path, report: ImportReport) -> None:
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
    # The warnings quote commenters' email addresses.
    write_private_text(path, f"{text}\n")
