import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.models import Article, Category, Tag, Term
from core.shared_pages import set_cache_headers


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month and the number of articles in it."""

    year: int
    month: int
    count: int

    @property
    def first_of_month(self) -> dt.date:
        """The first day of the month, for date formatting."""
        return dt.date(self.year, self.month, 1)


@require_safe
def month_archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show all articles of a month, newest first."""
    published = Article.objects.listed()
    articles = list(published.in_month(year, month).newest_first().for_link())
    if not articles:
        raise Http404("No articles in this month")
    current = dt.date(year, month, 1)
    adjacent = [
        article.first_of_month for article in published.adjacent_months(year, month).for_link()
    ]
    context = {
        "year": year,
        "month": month,
        "first_of_month": current,
        "articles": articles,
        "previous_month": next((month for month in adjacent if month < current), None),
        "next_month": next((month for month in adjacent if month > current), None),
    }
    return set_cache_headers(request, render(request, "blog/archives/month.html", context))


@require_safe
def archive_index(request: HttpRequest) -> HttpResponse:
    """Show all months, categories, and tags that have articles, with article counts."""
    context = {
        "years": _get_years(),
        "categories": _count_articles(Category.objects.all()),
        "tags": _count_articles(Tag.objects.all()),
    }
    return set_cache_headers(request, render(request, "blog/archives/index.html", context))


@require_safe
def redirect_to_archives(request: HttpRequest, year: int) -> HttpResponse:
    """Redirect a URL with a year but no month to the archives."""
    return redirect("blog:archives")


@require_safe
def redirect_to_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Redirect a URL with a single-digit month to the canonical URL."""
    if not 1 <= month <= 9:
        raise Http404("Invalid month")
    return HttpResponsePermanentRedirect(reverse("blog:month", args=[year, month]))


def _get_years() -> list[tuple[int, list[MonthCount]]]:
    rows = (
        Article.objects.listed()
        .values_list("year", "month")
        .annotate(count=Count("pk"))
        .order_by("-year", "-month")
    )
    months = (MonthCount(*row) for row in rows)
    return [(year, list(group)) for year, group in groupby(months, key=lambda month: month.year)]


def _count_articles[T: Term](terms: QuerySet[T]) -> Sequence[T]:
    """Return the terms with listed articles, sorted by name and annotated with ``count``.

    The order is explicit because Django drops a model's ordering in grouped queries, and
    case-insensitive because SQLite sorts all uppercase letters before lowercase ones.
    """
    published = Q(
        articles__status=Article.Status.PUBLISHED,
        articles__is_listed=True,
        articles__published_at__lte=timezone.now(),
    )
    return list(terms.filter(published).annotate(count=Count("articles")).order_by(Lower("name")))
