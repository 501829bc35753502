"""Reading a source and storing what it holds: ``import_site`` is all that others call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from blog.site.current import is_site_untitled
from blog.site.services import update_site
from interchange.articles import import_article
from interchange.formats import READERS
from interchange.media import MediaFolder
from interchange.pictures import Pictures
from interchange.records import Found, ReadOptions, SourceArticle, SourceSite, SourceWarning
from interchange.reports import Report
from interchange.runs import Run, UniqueKeys


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come, in articles."""

    done: int
    total: int


def import_site(
    *,
    path: Path,
    format_name: str,
    options: ReadOptions,
    media: Path | None = None,
    dry_run: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Bring in everything that a source holds and return what was done.

    The source is read to its end first, so that one that is wrong or cut off changes nothing:
    ``interchange.records.UnreadableSource`` is raised then. Each article comes in with its comments
    in a transaction of its own. What is here already is compared and left alone or brought up to
    date, so that an import that was interrupted is simply run again.

    A dry run does all the same in one transaction and takes it back; it holds a lock on SQLite
    for that time. ``media`` is a folder of pictures. ``tell`` is called after each article.
    """
    read = READERS[format_name]
    total = sum(isinstance(found, SourceArticle) for found in read(path, options))
    report = Report(format_name)
    run = Run(format_name, report, options.timezone, options.now, dry=dry_run)
    with _kept_unless(dry_run):
        for done in _store(run, MediaFolder(media), read(path, options)):
            tell(Progress(done, total))
    return report


@contextmanager
def _kept_unless(dry_run: bool) -> Iterator[None]:  # noqa: FBT001 - the name reads on
    if not dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _store(run: Run, folder: MediaFolder, source: Iterator[Found]) -> Iterator[int]:
    """Store what is found, and yield after each article how many there were."""
    keys, pictures, done = UniqueKeys(), Pictures(run, folder), 0
    for found in source:
        if isinstance(found, SourceWarning):
            run.report.warnings.append(found)
        elif isinstance(found, SourceSite):
            _name_site(run, found)
        else:
            _store_article(run, pictures, keys.key(found), found)
            done += 1
            yield done


def _name_site(run: Run, site: SourceSite) -> None:
    """Take over the site's words where nobody has chosen any."""
    if site.title and is_site_untitled() and not run.dry:
        update_site(title=site.title[:200], tagline=site.tagline[:300])


def _store_article(run: Run, pictures: Pictures, key: str, source: SourceArticle) -> None:
    """Store one article with its comments, or nothing of it."""
    before = run.report.counted()
    try:
        with transaction.atomic():
            import_article(run, pictures, key, source)
    except (DataError, IntegrityError, ValueError) as error:
        run.report.restore(before)
        run.report.failures += 1
        run.report.articles.skipped += 1
        run.report.comments.skipped += len(source.comments)
        run.report.warn(source.place, f"“{source.title}” could not be stored: {error}")
