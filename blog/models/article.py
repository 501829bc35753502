"""What authors publish."""

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

from blog.models.labels import Category, Series, Tag
from blog.models.written import Written

if TYPE_CHECKING:
    from typing import Any, Self

    from core.compiled_queries import Parameter

# What may stand in an address: TypePad wrote lower-case ASCII with hyphens and underscores;
# imported sites also hold capitals and letters of other scripts.
BASENAME = r"[-\w.~]+"
basename_validator = RegexValidator(
    rf"^(?!\.){BASENAME}$", _("Letters, digits, hyphens and underscores only.")
)


# The one row that another room keeps about each article, by the name that the article has for it:
# it comes in the article's own query. A room adds its own when it is ready.
COMPANIONS: list[str] = []


# An article's place in time. Compared as a whole, it is the end of one range of the index.
_PLACE = Tuple(F("published_at"), F("pk"))


def article_address(year: int, month: int, basename: str) -> str:
    """Return the address of an article, without the host. Pages name theirs half a dozen times."""
    return _address(get_script_prefix(), year, month, basename)


@lru_cache(maxsize=1024)
def _address(_prefix: str, year: int, month: int, basename: str) -> str:
    return reverse("blog:article", args=[year, month, basename])


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def published(self, at: dt.datetime | Parameter | None = None) -> Self:
        """Those that everybody may read, now or ``at`` a time."""
        return self.filter(
            status=Article.Status.PUBLISHED, published_at__lte=timezone.now() if at is None else at
        )

    def listed(self, at: dt.datetime | Parameter | None = None) -> Self:
        """Those of the public ones that lists, feeds, the sitemap and the search may name."""
        return self.published(at).filter(is_listed=True)

    def to_announce(self) -> Self:
        """Those that are public by now and of which nobody has been told."""
        return self.published().filter(announced_at=None)

    def newest_first(self) -> Self:
        """In a total order: two articles of one second keep their places."""
        return self.order_by("-published_at", "-pk")

    def in_month(self, year: int, month: int) -> Self:
        """Those whose address lies in this month."""
        return self.filter(year=year, month=month)

    def at(self, year: int, month: int, basename: str) -> Self:
        """The one at this address, or nothing."""
        return self.filter(year=year, month=month, basename=basename)

    def for_leads(self) -> Self:
        """With what the home page shows of each: title, author, beginning."""
        return (
            self.select_related("author")
            .defer("source", "html", "text")
            .fetch_mode(models.FETCH_RAISE)
        )

    def in_series(self, series_id: int) -> Self:
        """The listed ones of a series, in its order."""
        order = (models.F("part").asc(nulls_last=True), "published_at", "pk")
        return self.listed().filter(series=series_id).order_by(*order)

    def related_to(self, article: Article) -> Self:
        """The listed ones that share labels with an article, those that share most first."""
        shared = models.Count("tags", filter=Q(tags__articles=article), distinct=True) * 2
        shared += models.Count("categories", filter=Q(categories__articles=article), distinct=True)
        alike = Q(tags__articles=article) | Q(categories__articles=article)
        return (
            self.listed()
            .filter(alike)
            .exclude(pk=article.pk)
            .annotate(shared=shared)
            .order_by("-shared", "-published_at", "-pk")
        )

    def for_feed(self) -> Self:
        """With what a feed shows."""
        with_labels = self.select_related("author").prefetch_related("categories", "tags")
        return with_labels.defer("source")

    def for_link(self) -> Self:
        """With no more than a link to the article needs."""
        return self.only("title", "year", "month", "basename", "published_at").fetch_mode(
            models.FETCH_RAISE
        )

    def for_desk(self) -> Self:
        """With what an author's own list shows."""
        return self.only(
            "title", "year", "month", "basename", "status", "published_at", "updated_at"
        ).fetch_mode(models.FETCH_RAISE)

    def before(self, published_at: dt.datetime | Parameter, pk: int | Parameter) -> Self:
        """The older ones than one in this place in time, the newest first."""
        return self.filter(TupleLessThan(_PLACE, (published_at, pk))).newest_first()

    def after(self, published_at: dt.datetime | Parameter, pk: int | Parameter) -> Self:
        """The newer ones than one in this place in time, the oldest first."""
        return self.filter(TupleGreaterThan(_PLACE, (published_at, pk))).order_by(
            "published_at", "pk"
        )

    def beside_month(self, year: int, month: int) -> Self:
        """One of the last earlier month that has any, one of the first later month: one query."""
        before, after = Q(year=year, month__lt=month), Q(year=year, month__gt=month)
        earlier = self.filter(Q(year__lt=year) | before).order_by("-year", "-month", "-basename")
        later = self.filter(Q(year__gt=year) | after).order_by("year", "month", "basename")
        # Not of these once more: the database would read them all to find the two.
        return type(self)(self.model).filter(
            Q(pk=models.Subquery(earlier.values("pk")[:1]))
            | Q(pk=models.Subquery(later.values("pk")[:1]))
        )


class Article(Written):
    """What an author publishes, at ``/YYYY/MM/basename.html``; the address never changes by itself.

    The body's beginning, ``lead_html``, is made from it together with ``html``.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    title = models.CharField(_("title"), max_length=500)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1), MaxValueValidator(9999)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    basename = models.CharField(_("basename"), max_length=200, validators=[basename_validator])
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
        _("author's name"),
        max_length=200,
        blank=True,
        help_text=_("Shown when the author has no sign-in here."),
    )
    # What lists show: the body up to its "more" mark, or its first paragraphs.
    lead_html = models.TextField(editable=False, blank=True)
    has_more = models.BooleanField(default=False, editable=False)
    # From the first publication on, readers may have linked to the address, so it stands.
    was_published = models.BooleanField(default=False, editable=False)
    # When those who want to know of new articles were told of it; once, and never of imported ones.
    announced_at = models.DateTimeField(null=True, editable=False)
    is_listed = models.BooleanField(
        _("listed"),
        default=True,
        help_text=_("If not, only those find it who have its address."),
    )
    is_pinned = models.BooleanField(_("pinned to the top of the home page"), default=False)
    update_note = models.CharField(
        _("update"),
        max_length=500,
        blank=True,
        help_text=_("What has changed since publication; shown above the article, with the time."),
    )
    update_noted_at = models.DateTimeField(null=True, editable=False)
    series = models.ForeignKey(
        Series, verbose_name=_("series"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="articles",
    )  # fmt: skip
    part = models.PositiveSmallIntegerField(
        _("part"), null=True, blank=True, help_text=_("Its place in the series.")
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
            models.CheckConstraint(
                condition=Q(month__range=(1, 12)), name="blog_article_month_of_the_year"
            ),
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
            ("edit_any_article", "Can edit everybody's articles"),
        ]

    def get_absolute_url(self) -> str:
        """Return the article's address, without the host."""
        return article_address(*self.address)

    @property
    def address(self) -> tuple[int, int, str]:
        """Year, month and basename: the beginning of the article's and its comments' addresses."""
        return self.year, self.month, self.basename

    @property
    def byline(self) -> str:
        """The author's name as readers see it. Costs a query unless ``author`` was selected."""
        return self.author.byline if self.author else self.author_name

    @property
    def lead(self) -> SafeString:
        """The beginning of the body; all of it unless ``has_more``."""
        return mark_safe(self.lead_html)  # noqa: S308 - the sanitiser made it

    @property
    def is_scheduled(self) -> bool:
        """Whether it will appear by itself."""
        return self.status == self.Status.PUBLISHED and self.published_at > timezone.now()

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it now."""
        return self.status == self.Status.PUBLISHED and self.published_at <= timezone.now()

    @property
    def first_of_month(self) -> dt.date:
        """The month of the address, as a date to format."""
        return dt.date(self.year, self.month, 1)
