"""Import a source: ``import_site`` is the only public function."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from blog.site.current import is_site_untitled
from blog.site.services import update_site
from interchange.article_import import import_article
from interchange.formats import READERS
from interchange.import_report import ImportReport
from interchange.import_run import ArticleKeys, ImportRun
from interchange.media_folder import MediaFolder
from interchange.picture_import import PictureImporter
from interchange.source_records import (
    ReadOptions,
    SourceArticle,
    SourceItem,
    SourceSite,
    SourceWarning,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """The number of articles imported so far, and the total."""

    done: int
    total: int


def import_site(
    *,
    path: Path,
    format_name: str,
    options: ReadOptions,
    media: Path | None = None,
    dry_run: bool = False,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> ImportReport:
    """Import all articles and comments of a source and return the report.

    ``path`` is a file or a folder, ``format_name`` is a key of ``interchange.formats.READERS``, and
    ``media`` is a folder of image files. ``on_progress`` is called after each article.

    The whole source is read first, so that an invalid or truncated source changes nothing and
    raises ``interchange.source_records.UnreadableSource``. Each article is then stored with its
    comments in its own transaction. Existing articles and comments are compared and updated, so an
    interrupted import can be run again.

    A dry run does all of this in one transaction and then rolls it back. On SQLite, a dry run
    blocks other writes until it ends.
    """
    read = READERS[format_name]
    total = sum(isinstance(found, SourceArticle) for found in read(path, options))
    report = ImportReport(format_name)
    run = ImportRun(format_name, report, options.timezone, options.now, is_dry_run=dry_run)
    with _rolled_back_if(dry_run):
        for done in _store(run, MediaFolder(media), read(path, options)):
            on_progress(Progress(done, total))
    return report


@contextmanager
def _rolled_back_if(dry_run: bool) -> Iterator[None]:  # noqa: FBT001 - the name describes the argument
    if not dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _store(run: ImportRun, folder: MediaFolder, source: Iterator[SourceItem]) -> Iterator[int]:
    """Store the items of a source. After each article, yield the number of articles so far."""
    keys, pictures, done = ArticleKeys(), PictureImporter(run, folder), 0
    for found in source:
        if isinstance(found, SourceWarning):
            run.report.warnings.append(found)
        elif isinstance(found, SourceSite):
            _set_site_title(run, found)
        else:
            _store_article(run, pictures, keys.next_key(found), found)
            done += 1
            yield done


def _set_site_title(run: ImportRun, site: SourceSite) -> None:
    """Set the site's title and tagline from the source, unless the site already has a title."""
    if site.title and is_site_untitled() and not run.is_dry_run:
        update_site(title=site.title[:200], tagline=site.tagline[:300])


def _store_article(
    run: ImportRun, pictures: PictureImporter, key: str, source: SourceArticle
) -> None:
    """Store an article with its comments or, on failure, skip the article and add a warning."""
    before = run.report.copy_counts()
    try:
        with transaction.atomic():
            import_article(run, pictures, key, source)
    except (DataError, IntegrityError, ValueError) as error:
        run.report.restore_counts(before)
        run.report.failures += 1
        run.report.articles.skipped += 1
        run.report.comments.skipped += len(source.comments)
        run.report.add_warning(source.place, f"Could not store “{source.title}”: {error}")
