"""An article of a source becomes one here, with its old address, its labels and its pictures."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.models import User
from blog.articles.services import save_article
from blog.legacy_urls.services import add_redirect
from blog.models import Article
from blog.rendering.content import MORE_MARK
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.plain_text import plain_text
from interchange.addresses import Address, replace_addresses
from interchange.media import asset_name
from interchange.models import ImportRecord
from interchange.names import dated_path, path_of, path_on, split
from interchange.pictures import Pictures
from interchange.records import SourceArticle, SourceStatus
from interchange.runs import Run, short_hash
from interchange.threads import close_thread, import_thread

_NOT_IN_BASENAMES = re.compile(r"[^-\w.~]+")
_LONGEST_BASENAME = 200
_LONGEST_NAME = 200
# Empty paragraphs are no loss; pictures that are not here are listed with their addresses.
_UNTOLD = ("empty paragraph", "on another site", "on other sites")


def import_article(run: Run, pictures: Pictures, key: str, source: SourceArticle) -> None:
    """Bring one article and its thread up to date with the source, inside a transaction."""
    if source.status is SourceStatus.SPAM:
        run.report.articles.skipped += 1
        run.report.warn(source.place, f"“{source.title}” was left out: it is spam.")
        return
    record = ImportRecord.objects.filter(
        source=run.source, kind=ImportRecord.Kind.ARTICLE, key=key
    ).first()
    article = (
        _existing(run, pictures, record, source) if record else _new(run, pictures, key, source)
    )
    if article is not None:
        import_thread(run, article, key, source)


def _existing(
    run: Run, pictures: Pictures, record: ImportRecord, source: SourceArticle
) -> Article | None:
    if record.article_id is None:
        run.report.articles.skipped += 1
        run.report.comments.skipped += len(source.comments)
        run.report.warn(source.place, f"“{source.title}” was left out: it was deleted here.")
        return None
    prepared = _Prepared(run, pictures, source)
    article = Article.objects.get(pk=record.article_id)
    if record.digest == prepared.digest:
        run.report.articles.unchanged += 1
        return article
    prepared.write(article)
    record.digest = prepared.digest
    record.save(update_fields=["digest"])
    run.report.articles.updated += 1
    return article


def _new(run: Run, pictures: Pictures, key: str, source: SourceArticle) -> Article | None:
    if article := _already_here(run, source):
        run.report.articles.unchanged += 1
        return article
    if source.comments_only and not (source.body or source.more):
        run.report.articles.skipped += 1
        run.report.comments.skipped += len(source.comments)
        run.report.warn(source.place, "Comments left out: no article of their date is here.")
        return None
    prepared = _Prepared(run, pictures, source)
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
    run.stored.add(article.pk)
    return article


def _already_here(run: Run, source: SourceArticle) -> Article | None:
    """Return the article that the source means although this source didn't bring it.

    It was written here, or comes from a saved page or another export of the same blog, and stays
    as it is. Where only comments come it is the one of the same second. Else it has the same title
    and day, and the same address where the source knows that. Two entries of one export are two
    articles, however alike.
    """
    if source.comments_only and source.published_at:
        return Article.objects.filter(published_at=source.published_at).first()
    date = _date(source, run.zone) or run.now
    day = date.astimezone(run.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    alike = Article.objects.filter(
        title=source.title, published_at__gte=day, published_at__lt=day + dt.timedelta(days=1)
    )
    if source.url:
        alike = alike.at(*address_of(run, source))
    article = alike.exclude(pk__in=run.stored).first()
    if article is not None:
        text = f"“{article.title}” is here already: only its comments were taken in."
        run.report.warn(source.place, text)
    return article


def address_of(run: Run, source: SourceArticle) -> tuple[int, int, str]:
    """Return year, month and basename of an article: those of its old address, if it has them."""
    if dated := dated_path(path_of(source.url)):
        year, month, name = dated
    else:
        local = (_date(source, run.zone) or run.now).astimezone(run.zone)
        year, month, name = local.year, local.month, source.basename
    basename = _NOT_IN_BASENAMES.sub("-", name).lstrip(".")[:_LONGEST_BASENAME]
    return year, month, basename or "untitled"


def _date(source: SourceArticle, zone: ZoneInfo) -> dt.datetime | None:
    """Return when an article appeared; where it doesn't say, its address or its comments may."""
    if source.published_at:
        return source.published_at
    if dated := dated_path(path_of(source.url)):
        return dt.datetime(dated[0], dated[1], 1, tzinfo=zone)
    return min((comment.published_at for comment in source.comments), default=None)


class _Prepared:
    """An article as it is to be stored, with the digest by which a change of it is seen."""

    def __init__(self, run: Run, pictures: Pictures, source: SourceArticle) -> None:
        self._run = run
        self._source = source
        self._text = f"\n\n{MORE_MARK}\n\n".join(filter(None, (source.body, source.more)))
        self._addresses = pictures.addresses(self._text, source.place)
        self._date = _date(source, run.zone)
        self.year, self.month, self.basename = address_of(run, source)
        self.digest = short_hash(_facts(source), sorted(self._addresses))

    def write(self, article: Article) -> None:
        """Store the article, new or changed, and say what of its text was changed."""
        source = self._source
        is_new = article.pk is None
        self._fill(article)
        save_article(
            actor=None,
            article=article,
            categories=source.categories,
            tags=source.tags,
            updated_at=article.published_at if is_new else None,
        )
        for old in filter(None, (source.url, *source.former_urls)):
            add_redirect(article=article, path=old)
        if not source.allow_comments:
            close_thread(article)
        self._warn(article, is_new=is_new)

    def _fill(self, article: Article) -> None:
        source = self._source
        known = User.objects.filter(~Q(email=""), email__iexact=source.author_email).first()
        article.title = source.title
        article.author = known or article.author
        article.author_name = source.author[:_LONGEST_NAME]
        article.published_at = self._date or self._run.now
        article.status = self._status()
        article.markup = source.markup.value
        article.source = self._rewritten()
        article.excerpt = plain_text(source.excerpt)

    def _status(self) -> Article.Status:
        is_published = self._source.status is SourceStatus.PUBLISHED and self._date is not None
        return Article.Status.PUBLISHED if is_published else Article.Status.DRAFT

    def _rewritten(self) -> str:
        """Return the text with its pictures' new addresses, and the blog's own links as paths.

        The old host may be gone; the paths still lead to the articles, by redirects if need be.
        """
        host = split(self._source.url).hostname

        def replacement(one: Address) -> str | None:
            if found := self._addresses.get(asset_name(one.address)):
                return found
            return None if one.is_shown else path_on(host, one.address)

        return replace_addresses(self._text, replacement)

    def _warn(self, article: Article, *, is_new: bool) -> None:
        report, source = self._run.report, self._source
        if changes := _changes(article):
            report.warn(source.place, f"“{source.title}”: {'; '.join(changes)}.")
        if self._date is None:
            report.warn(
                source.place, f"“{source.title}” has no date at all: it is kept as a draft."
            )
        if is_new and article.basename != self.basename:
            report.warn(
                source.place,
                f"The address of “{source.title}” was taken: it is now"
                f" {article.get_absolute_url()}.",
            )


def _changes(article: Article) -> list[str]:
    """Return what of a text didn't come through, except what nobody needs to be told."""
    text = article.source.replace(MORE_MARK, "")
    changes = clean_article(text, markup=Markup(article.markup)).changes
    return [change for change in changes if not any(word in change for word in _UNTOLD)]


def _facts(source: SourceArticle) -> tuple[object, ...]:
    """Return all that an article is made from, so that any correction of it is seen."""
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
        *source.former_urls,
    )
