"""Helpers that import small sources."""

from pathlib import Path

from interchange.import_report import ImportCounts, ImportReport
from interchange.importing import import_site
from tests.interchange.read_helpers import options

NOTHING = ImportCounts()


def entry(*comments: str, body: str = "<p>Hello.</p>", **head: str) -> str:
    """Return one entry of an export. ``head`` sets headers, with _ instead of spaces."""
    keys = {
        "AUTHOR": "Ann",
        "TITLE": "First",
        "STATUS": "Publish",
        "ALLOW COMMENTS": "1",
        "CONVERT BREAKS": "wysiwyg",
        "BASENAME": "first",
        "UNIQUE URL": "https://blog.example/2012/03/first.html",
        "DATE": "03/25/2012 10:21:46 PM",
    } | {name.replace("_", " "): value for name, value in head.items()}
    lines = "\n".join(f"{name}: {value}" for name, value in keys.items())
    return f"{lines}\n-----\nBODY:\n{body}\n-----\n{''.join(comments)}--------\n"


def comment(
    body: str = "Hi.",
    author: str = "Bob",
    minute: int = 0,
    email: str = "bob@example.org",
    ip: str = "192.0.2.1",
    url: str = "http://bob.example",
) -> str:
    return (
        f"COMMENT:\nAUTHOR: {author}\nEMAIL: {email}\nIP: {ip}\nURL: {url}\n"
        f"DATE: 03/26/2012 09:{minute:02}:00 AM\n{body}\n-----\n"
    )


def store(
    tmp_path: Path, text: str, *, media: Path | None = None, dry_run: bool = False
) -> ImportReport:
    path = tmp_path / "export.txt"
    path.write_text(text, encoding="utf-8")
    return import_site(
        path=path, format_name="typepad", options=options(), media=media, dry_run=dry_run
    )


def store_page(tmp_path: Path, text: str) -> ImportReport:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    return import_site(path=path, format_name="typepad-page", options=options())


def texts(report: ImportReport) -> list[str]:
    return [warning.text for warning in report.warnings]
