"""Import articles with their redirects, categories, tags, and pictures."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.email_addresses import find_confirmed_account
from accounts.models import User
from blog.articles.services import save_article
from blog.legacy_urls.services import add_redirect
from blog.models import Article
from blog.rendering.content import MORE_MARK
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.reader import plain_text
from interchange.embedded_urls import EmbeddedURL, replace_urls
from interchange.import_run import ImportRun, compute_hash
from interchange.media_folder import get_asset_name
from interchange.models import ImportRecord
from interchange.picture_import import PictureImporter
from interchange.source_records import SourceArticle, SourceStatus
from interchange.source_urls import get_path, get_path_on_host, parse_dated_path, split_url
from interchange.thread_import import close_thread, import_thread

_NOT_IN_BASENAMES = re.compile(r"[^-\w.~]+")
_BASENAME_LENGTH = 200
_NAME_LENGTH = 200
# Empty paragraphs don't matter; missing pictures have warnings of their own.
_UNREPORTED_CHANGES = ("empty paragraph", "on another site", "on other sites")


def import_article(
    run: ImportRun, pictures: PictureImporter, key: str, source: SourceArticle
) -> None:
    """Create or update one article and its thread. Must run inside a transaction.

    ``key`` identifies the article among the import records. Counts and warnings go to
    ``run.report``.
    """
    if source.status is SourceStatus.SPAM:
        run.report.articles.skipped += 1
        run.report.add_warning(source.place, f"Skipped “{source.title}”: it is spam.")
        return
    record = ImportRecord.objects.filter(
        source=run.source, kind=ImportRecord.Kind.ARTICLE, key=key
    ).first()
    article = (
        _update_article(run, pictures, record, source)
        if record
        else _create_article(run, pictures, key, source)
    )
    if article is not None:
        import_thread(run, article, key, source)


def _update_article(
    run: ImportRun, pictures: PictureImporter, record: ImportRecord, source: SourceArticle
) -> Article | None:
    if record.article_id is None:
        run.report.articles.skipped += 1
        run.report.comments.skipped += len(source.comments)
        run.report.add_warning(
            source.place, f"Skipped “{source.title}”: it was deleted on this site."
        )
        return None
    prepared = _PreparedArticle(run, pictures, source)
    article = Article.objects.get(pk=record.article_id)
    if record.digest == prepared.digest:
        run.report.articles.unchanged += 1
        return article
    prepared.write(article)
    record.digest = prepared.digest
    record.save(update_fields=["digest"])
    run.report.articles.updated += 1
    return article


def _create_article(
    run: ImportRun, pictures: PictureImporter, key: str, source: SourceArticle
) -> Article | None:
    if article := _find_existing(run, source):
        run.report.articles.unchanged += 1
        return article
    if source.comments_only and not (source.body or source.more):
        run.report.articles.skipped += 1
        run.report.comments.skipped += len(source.comments)
        run.report.add_warning(
            source.place, "Skipped comments: there is no article with their date."
        )
        return None
    prepared = _PreparedArticle(run, pictures, source)
    article = Article(year=prepared.year, month=prepared.month, basename=prepared.basename)
    prepared.write(article)
    ImportRecord.objects.create(
        source=run.source,
        kind=ImportRecord.Kind.ARTICLE,
        key=key,
        digest=prepared.digest,
        article=article,
    )
    run.report.articles.created += 1
    run.created_ids.add(article.pk)
    return article


def _find_existing(run: ImportRun, source: SourceArticle) -> Article | None:
    """Return the matching article that did not come from this source, or None.

    Such an article was written on this site or imported from a saved page or another export of the
    same blog. In this case, only the comments in the source are imported.

    For ``comments_only``, an article matches if it has the same publication time. Otherwise, it
    must have the same title and day and, if the source has a URL, the same path. Articles created
    in this run never match.
    """
    if source.comments_only and source.published_at:
        return Article.objects.filter(published_at=source.published_at).first()
    date = _get_date(source, run.timezone) or run.now
    day = date.astimezone(run.timezone).replace(hour=0, minute=0, second=0, microsecond=0)
    candidates = Article.objects.filter(
        title=source.title, published_at__gte=day, published_at__lt=day + dt.timedelta(days=1)
    )
    if source.url:
        candidates = candidates.at(*get_article_path(run, source))
    article = candidates.exclude(pk__in=run.created_ids).first()
    if article is not None:
        text = f"“{article.title}” already exists; only its comments were imported."
        run.report.add_warning(source.place, text)
    return article


def get_article_path(run: ImportRun, source: SourceArticle) -> tuple[int, int, str]:
    """Return the year, month, and basename of an article, from its old URL if possible."""
    if dated := parse_dated_path(get_path(source.url)):
        year, month, name = dated
    else:
        local = (_get_date(source, run.timezone) or run.now).astimezone(run.timezone)
        year, month, name = local.year, local.month, source.basename
    basename = _NOT_IN_BASENAMES.sub("-", name).lstrip(".")[:_BASENAME_LENGTH]
    return year, month, basename or "untitled"


def _get_date(source: SourceArticle, zone: ZoneInfo) -> dt.datetime | None:
    """Return an article's date or, if unknown, the month in its URL or its first comment's date."""
    if source.published_at:
        return source.published_at
    if dated := parse_dated_path(get_path(source.url)):
        return dt.datetime(dated[0], dated[1], 1, tzinfo=zone)
    return min((comment.published_at for comment in source.comments), default=None)


class _PreparedArticle:
    """The article fields to store, with a digest for detecting changes in the source."""

    def __init__(self, run: ImportRun, pictures: PictureImporter, source: SourceArticle) -> None:
        self._run = run
        self._source = source
        self._text = f"\n\n{MORE_MARK}\n\n".join(filter(None, (source.body, source.more)))
        self._picture_urls = pictures.get_picture_urls(self._text, source.place)
        self._date = _get_date(source, run.timezone)
        self.year, self.month, self.basename = get_article_path(run, source)
        self.digest = compute_hash(_get_fields(source), sorted(self._picture_urls))

    def write(self, article: Article) -> None:
        """Store the fields in a new or existing article, and add warnings to the report."""
        source = self._source
        is_new = article.pk is None
        self._set_fields(article)
        save_article(
            actor=None,
            article=article,
            categories=source.categories,
            tags=source.tags,
            updated_at=article.published_at if is_new else None,
        )
        for old in filter(None, (source.url, *source.legacy_urls)):
            add_redirect(article=article, path=old)
        if not source.allow_comments:
            close_thread(article)
        self._add_warnings(article, is_new=is_new)

    def _set_fields(self, article: Article) -> None:
        source = self._source
        email = source.author_email
        same = User.objects.filter(~Q(email=""), email__iexact=email)
        known = find_confirmed_account(email) or same.first()
        article.title = source.title
        article.author = known or article.author
        article.author_name = source.author[:_NAME_LENGTH]
        article.published_at = self._date or self._run.now
        article.status = self._get_status()
        article.markup = source.markup.value
        article.source = self._rewrite_text()
        article.excerpt = plain_text(source.excerpt)

    def _get_status(self) -> Article.Status:
        is_published = self._source.status is SourceStatus.PUBLISHED and self._date is not None
        return Article.Status.PUBLISHED if is_published else Article.Status.DRAFT

    def _rewrite_text(self) -> str:
        """Return the text with new picture URLs, and with internal links turned into paths.

        The old host may no longer exist, but the paths also work on this site, some through
        redirects.
        """
        host = split_url(self._source.url).hostname

        def replacement(embedded: EmbeddedURL) -> str | None:
            if found := self._picture_urls.get(get_asset_name(embedded.url)):
                return found
            return None if embedded.is_image else get_path_on_host(host, embedded.url)

        return replace_urls(self._text, replacement)

    def _add_warnings(self, article: Article, *, is_new: bool) -> None:
        report, source = self._run.report, self._source
        if changes := _get_reported_changes(article):
            report.add_warning(source.place, f"“{source.title}”: {'; '.join(changes)}.")
        if self._date is None:
            report.add_warning(source.place, f"“{source.title}” has no date, so it is a draft.")
        if is_new and article.basename != self.basename:
            report.add_warning(
                source.place,
                f"The URL of “{source.title}” is already taken; the new one is"
                f" {article.get_absolute_url()}.",
            )


def _get_reported_changes(article: Article) -> list[str]:
    """Return the sanitizer's changes that warrant a warning."""
    text = article.source.replace(MORE_MARK, "")
    changes = clean_article(text, markup=Markup(article.markup)).changes
    return [change for change in changes if not any(word in change for word in _UNREPORTED_CHANGES)]


def _get_fields(source: SourceArticle) -> tuple[object, ...]:
    """Return the source fields that the digest covers."""
    return (
        source.title,
        source.basename,
        source.published_at,
        source.author,
        source.author_email,
        source.url,
        source.status.value,
        source.markup.value,
        source.body,
        source.more,
        source.excerpt,
        source.categories,
        source.tags,
        source.allow_comments,
        *source.legacy_urls,
    )
