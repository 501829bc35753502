"""Articles by month, and the table of all months and labels."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.models import Article, Category, Label, Tag
from core.shared_pages import set_cache_headers


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has articles, and how many."""

    year: int
    month: int
    count: int

    @property
    def first_of_month(self) -> dt.date:
        """The month as a date to format."""
        return dt.date(self.year, self.month, 1)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show all articles of a month, newest first."""
    published = Article.objects.listed()
    articles = list(published.in_month(year, month).newest_first().for_link())
    if not articles:
        raise Http404("There is no article in this month")
    this = dt.date(year, month, 1)
    others = [one.first_of_month for one in published.beside_month(year, month).for_link()]
    context = {
        "year": year,
        "month": month,
        "first_of_month": this,
        "articles": articles,
        "previous_month": next((other for other in others if other < this), None),
        "next_month": next((other for other in others if other > this), None),
    }
    return set_cache_headers(request, render(request, "blog/month.html", context))


@require_safe
def archives(request: HttpRequest) -> HttpResponse:
    """Show which months and labels have articles, and how many."""
    context = {
        "years": _years(),
        "categories": _counted(Category.objects.all()),
        "tags": _counted(Tag.objects.all()),
    }
    return set_cache_headers(request, render(request, "blog/archives.html", context))


def _years() -> list[tuple[int, list[Month]]]:
    rows = (
        Article.objects.listed()
        .values_list("year", "month")
        .annotate(count=Count("pk"))
        .order_by("-year", "-month")
    )
    months = (Month(*row) for row in rows)
    return [(year, list(group)) for year, group in groupby(months, key=lambda one: one.year)]


def _counted[L: Label](labels: QuerySet[L]) -> Sequence[L]:
    """Add to each label how many articles readers find under it; drop those with none.

    By name, as people read it: Django drops the order of the model where it groups rows, and SQLite
    has all capitals before all small letters.
    """
    published = Q(
        articles__status=Article.Status.PUBLISHED,
        articles__is_listed=True,
        articles__published_at__lte=timezone.now(),
    )
    return list(labels.filter(published).annotate(count=Count("articles")).order_by(Lower("name")))
