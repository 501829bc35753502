from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from blog.models.content import Content
from blog.models.taxonomy import Category, Series, Tag
from core.compiled_queries import Parameter

if TYPE_CHECKING:
    from typing import Any, Self

    from accounts.models import AnyUser


# TypePad's basenames are lowercase ASCII with hyphens and underscores. Other sites also use capital
# letters and letters of other scripts.
BASENAME_PATTERN = r"[-\w.~]+"
basename_validator = RegexValidator(
    rf"^(?!\.){BASENAME_PATTERN}$", _("Use letters, digits, hyphens, and underscores only.")
)


# The sort key of articles. Comparing it as a tuple lets the database use one range of the index.
_SORT_KEY = Tuple(F("published_at"), F("pk"))


def build_article_url(year: int, month: int, basename: str) -> str:
    """Return the path of an article. Cached, because a page may use the same path repeatedly."""
    return _build_article_url(get_script_prefix(), year, month, basename)


@lru_cache(maxsize=1024)
def _build_article_url(_prefix: str, year: int, month: int, basename: str) -> str:
    return reverse("blog:article", args=[year, month, basename])


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, at: dt.datetime | Parameter | None = None) -> Self:
        """Return the articles that are public now or at the given time."""
        return self.filter(
            status=Article.Status.PUBLISHED, published_at__lte=timezone.now() if at is None else at
        )

    def listed(self, at: dt.datetime | Parameter | None = None) -> Self:
        """Return the public articles that appear in lists, feeds, the sitemap, and search."""
        return self.published(at).filter(is_listed=True)

    def readable_by(self, user: AnyUser) -> Self:
        """Return the public articles and the unpublished ones that the user may change."""
        if not user.has_perm("blog.change_article"):
            return self.published()
        if user.has_perm("blog.edit_any_article"):
            return self.all()
        public = Q(status=Article.Status.PUBLISHED, published_at__lte=timezone.now())
        return self.filter(public | Q(author=user.pk))

    def to_announce(self) -> Self:
        """Return the public articles that have not been announced yet."""
        return self.published().filter(announced_at=None)

    def newest_first(self) -> Self:
        """Sort newest first, with a stable order for articles published at the same time."""
        return self.order_by("-published_at", "-pk")

    def in_month(self, year: int, month: int) -> Self:
        """Return the articles whose URLs contain this month."""
        return self.filter(year=year, month=month)

    def at(self, year: int, month: int, basename: str) -> Self:
        """Return the article at this URL, if any."""
        return self.filter(year=year, month=month, basename=basename)

    def for_leads(self) -> Self:
        """Load only what the home page shows: title, author, and lead."""
        return (
            self.select_related("author")
            .defer("source", "html", "text")
            .fetch_mode(models.FETCH_RAISE)
        )

    def in_series(self, series_id: int) -> Self:
        """Return the listed articles of a series, in series order."""
        order = (models.F("part").asc(nulls_last=True), "published_at", "pk")
        return self.listed().filter(series=series_id).order_by(*order)

    def related_to(self, article: Article) -> Self:
        """Return the listed articles that share terms with ``article``, best matches first.

        Terms are categories and tags. A shared tag counts twice as much as a shared category.
        """
        shared = models.Count("tags", filter=Q(tags__articles=article), distinct=True) * 2
        shared += models.Count("categories", filter=Q(categories__articles=article), distinct=True)
        has_common_term = Q(tags__articles=article) | Q(categories__articles=article)
        return (
            self.listed()
            .filter(has_common_term)
            .exclude(pk=article.pk)
            .annotate(shared=shared)
            .order_by("-shared", "-published_at", "-pk")
        )

    def for_feed(self) -> Self:
        """Load everything that a feed shows."""
        with_terms = self.select_related("author").prefetch_related("categories", "tags")
        return with_terms.defer("source")

    def for_link(self) -> Self:
        """Load only what a link to the article needs."""
        return self.only("title", "year", "month", "basename", "published_at").fetch_mode(
            models.FETCH_RAISE
        )

    def for_dashboard(self) -> Self:
        """Load only what the dashboard shows."""
        return self.only(
            "title", "year", "month", "basename", "status", "published_at", "updated_at"
        ).fetch_mode(models.FETCH_RAISE)

    def before(self, published_at: dt.datetime | Parameter, pk: int | Parameter) -> Self:
        """Return the articles before the one with this time and primary key, newest first."""
        return self.filter(TupleLessThan(_SORT_KEY, (published_at, pk))).newest_first()

    def after(self, published_at: dt.datetime | Parameter, pk: int | Parameter) -> Self:
        """Return the articles after the one with this time and primary key, oldest first."""
        return self.filter(TupleGreaterThan(_SORT_KEY, (published_at, pk))).order_by(
            "published_at", "pk"
        )

    def adjacent_months(self, year: int, month: int) -> Self:
        """Return one article from the nearest earlier month and one from the nearest later month.

        Runs one query.
        """
        before, after = Q(year=year, month__lt=month), Q(year=year, month__gt=month)
        earlier = self.filter(Q(year__lt=year) | before).order_by("-year", "-month", "-basename")
        later = self.filter(Q(year__gt=year) | after).order_by("year", "month", "basename")
        # Filtering ``self`` would make the database read all of its rows to find these two.
        return type(self)(self.model).filter(
            Q(pk=models.Subquery(earlier.values("pk")[:1]))
            | Q(pk=models.Subquery(later.values("pk")[:1]))
        )


class Article(Content):
    """An article at ``/YYYY/MM/basename.html``.

    Once published, its URL changes only when an author changes it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    title = models.CharField(_("title"), max_length=500)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1), MaxValueValidator(9999)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    basename = models.CharField(_("URL slug"), max_length=200, validators=[basename_validator])
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT, db_index=False
    )
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    author_name = models.CharField(
        _("author name"),
        max_length=200,
        blank=True,
        help_text=_("Shown if the author has no account here."),
    )
    # The body up to its "more" mark, or its first paragraphs; shown on the home page.
    lead_html = models.TextField(editable=False, blank=True)
    has_more = models.BooleanField(default=False, editable=False)
    # After the first publication, readers may have linked to the URL, so it no longer follows the
    # date.
    was_published = models.BooleanField(default=False, editable=False)
    # When subscribers were notified of the article. Imported articles are never announced.
    announced_at = models.DateTimeField(null=True, editable=False)
    is_listed = models.BooleanField(
        _("listed"),
        default=True,
        help_text=_("Unlisted articles are reachable only by link."),
    )
    is_pinned = models.BooleanField(_("pinned to the top of the home page"), default=False)
    update_note = models.CharField(
        _("update note"),
        max_length=500,
        blank=True,
        help_text=_(
            "What has changed since publication. Shown above the article with the time of the"
            " update."
        ),
    )
    update_noted_at = models.DateTimeField(null=True, editable=False)
    series = models.ForeignKey(
        Series, verbose_name=_("series"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="articles",
    )  # fmt: skip
    part = models.PositiveSmallIntegerField(
        _("part"), null=True, blank=True, help_text=_("Position in the series.")
    )
    categories: models.ManyToManyField[Category, Any] = models.ManyToManyField(
        Category, verbose_name=_("categories"), related_name="articles", blank=True
    )
    tags: models.ManyToManyField[Tag, Any] = models.ManyToManyField(
        Tag, verbose_name=_("tags"), related_name="articles", blank=True
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "month", "basename"], name="blog_article_address"
            ),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="blog_article_month"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published"]), name="blog_article_status"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="blog_article_newest"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(is_pinned=True),
                name="blog_article_pinned",
            ),
            models.Index(
                fields=["published_at"],
                condition=Q(announced_at=None, status="published"),
                name="blog_article_to_announce",
            ),
        ]
        permissions = [
            ("publish_article", "Can publish articles"),
            ("edit_any_article", "Can edit everyone's articles"),
        ]

    def get_absolute_url(self) -> str:
        return build_article_url(*self.url_args)

    @property
    def url_args(self) -> tuple[int, int, str]:
        """The year, month, and basename: the URL arguments for the article and its thread."""
        return self.year, self.month, self.basename

    @property
    def byline(self) -> str:
        """The author's public name. Runs a query unless ``author`` is already loaded."""
        return self.author.byline if self.author else self.author_name

    @property
    def lead(self) -> SafeString:
        """The beginning of the body as HTML, or the whole body if ``has_more`` is false."""
        return mark_safe(self.lead_html)  # noqa: S308 - sanitized on save

    @property
    def is_scheduled(self) -> bool:
        return self.status == self.Status.PUBLISHED and self.published_at > timezone.now()

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLISHED and self.published_at <= timezone.now()

    @property
    def first_of_month(self) -> dt.date:
        """The first day of the month in the URL, for date formatting."""
        return dt.date(self.year, self.month, 1)
