"""Helpers that read small sources without a database."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from interchange.formats import READERS
from interchange.source_records import (
    ReadOptions,
    SourceArticle,
    SourceItem,
    SourceSite,
    SourceWarning,
)

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SAMPLES = Path(__file__).parent / "samples"

ENTRY = """\
AUTHOR: Ann
TITLE: First
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: wysiwyg
BASENAME: first
DATE: 03/25/2012 10:21:46 PM
-----
BODY:
<p>Hello.</p>
-----
"""


def options(zone: str = "UTC", encoding: str | None = None) -> ReadOptions:
    return ReadOptions(ZoneInfo(zone), NOW, encoding)


def read(path: Path, name: str, opts: ReadOptions | None = None) -> list[SourceItem]:
    """Return all items that the reader of the format ``name`` yields."""
    return list(READERS[name](path, opts or options()))


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def articles(found: list[SourceItem]) -> list[SourceArticle]:
    return [record for record in found if isinstance(record, SourceArticle)]


def warnings(found: list[SourceItem]) -> list[str]:
    return [record.text for record in found if isinstance(record, SourceWarning)]


def sites(found: list[SourceItem]) -> list[SourceSite]:
    return [record for record in found if isinstance(record, SourceSite)]


def one_export(tmp_path: Path, text: str, opts: ReadOptions | None = None) -> SourceArticle:
    """Return the only article of the export ``text``."""
    (article,) = articles(read_export(tmp_path, text, opts))
    return article


def read_export(tmp_path: Path, text: str, opts: ReadOptions | None = None) -> list[SourceItem]:
    """Return all items of the export ``text``."""
    path = tmp_path / "export.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return read(path, "typepad", opts)


def read_page(tmp_path: Path, text: str, opts: ReadOptions | None = None) -> list[SourceItem]:
    """Return all items of the saved page ``text``."""
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return read(path, "typepad-page", opts)
