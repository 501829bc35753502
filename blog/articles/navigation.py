"""Links from an article to the previous and next articles and to its categories and tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import PositiveSmallIntegerField, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, ArticleQuerySet, Category, Tag, build_article_url
from core.compiled_queries import CompiledQuery, Parameter

_PREVIOUS, _NEXT, _CATEGORY, _TAG = "previous", "next", "category", "tag"


class NavigationItem(NamedTuple):
    """A linked article, category, or tag. For an article, ``slug`` is the basename."""

    kind: str
    pk: int
    name: str
    slug: str
    year: int
    month: int

    def get_absolute_url(self) -> str:
        if self.kind in {_CATEGORY, _TAG}:
            return reverse(f"blog:{self.kind}", args=[self.slug])
        return build_article_url(self.year, self.month, self.slug)


@dataclass(frozen=True, slots=True)
class ArticleNavigation:
    """The previous and next articles by date, and the article's terms sorted by name."""

    previous: NavigationItem | None = None
    next: NavigationItem | None = None
    categories: Sequence[NavigationItem] = ()
    tags: Sequence[NavigationItem] = ()

    @property
    def has_terms(self) -> bool:
        return bool(self.categories or self.tags)


def get_article_navigation(article: Article) -> ArticleNavigation:
    """Return an article's navigation, which links only to listed articles. Runs one query."""
    items = _fetch_items(timezone.now(), article.published_at, article.pk)
    return ArticleNavigation(
        previous=next((item for item in items if item.kind == _PREVIOUS), None),
        next=next((item for item in items if item.kind == _NEXT), None),
        categories=tuple(item for item in items if item.kind == _CATEGORY),
        tags=tuple(item for item in items if item.kind == _TAG),
    )


def _build_query(now: Parameter, published_at: Parameter, pk: Parameter) -> QuerySet[Any, Any]:
    listed = Article.objects.listed(now)
    # The first part of a union determines the types of its columns, so the articles come first.
    return (
        _select_first(_PREVIOUS, listed.before(published_at, pk))
        .union(
            _select_first(_NEXT, listed.after(published_at, pk)),
            _select_terms(_CATEGORY, Category, pk),
            _select_terms(_TAG, Tag, pk),
            all=True,
        )
        .order_by("title", "pk")
    )


def _select_first(kind: str, articles: ArticleQuerySet) -> QuerySet[Article, Any]:
    # Selected by primary key, because the parts of a union can't have a LIMIT.
    first = Article.objects.filter(pk=articles.values("pk")[:1])
    return first.values_list(Value(kind), "pk", "title", "basename", "year", "month")


def _select_terms(kind: str, model: type[Category | Tag], article: Parameter) -> QuerySet[Any, Any]:
    none = Value(0, output_field=PositiveSmallIntegerField())
    terms = model.objects.filter(articles=article).order_by()
    return terms.values_list(Value(kind), "pk", "name", "slug", none, none)


_fetch_items = CompiledQuery(NavigationItem._make, _build_query)
