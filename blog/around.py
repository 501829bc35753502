"""What stands around an article: what it is filed under, and the articles before and after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import PositiveSmallIntegerField, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, ArticleQuerySet, Category, Tag, article_address
from core.compiled_queries import CompiledQuery, Parameter

_OLDER, _NEWER, _CATEGORY, _TAG = "older", "newer", "category", "tag"


class Link(NamedTuple):
    """One of the things around an article: its ``kind``, and what a link to it needs.

    For a label, ``slug`` is the end of its address; for an article, its basename.
    """

    kind: str
    pk: int
    name: str
    slug: str
    year: int
    month: int

    def get_absolute_url(self) -> str:
        """Return the address, without the host."""
        if self.kind in {_CATEGORY, _TAG}:
            return reverse(f"blog:{self.kind}", args=[self.slug])
        return article_address(self.year, self.month, self.slug)


@dataclass(frozen=True, slots=True)
class Around:
    """The next older and the next newer article, and the labels in the order of their names."""

    older: Link | None = None
    newer: Link | None = None
    categories: Sequence[Link] = ()
    tags: Sequence[Link] = ()

    @property
    def has_labels(self) -> bool:
        """Whether the article is filed under anything."""
        return bool(self.categories or self.tags)


def around(article: Article) -> Around:
    """Return what stands around an article, of what lists may name. One query."""
    links = _ROWS(timezone.now(), article.published_at, article.pk)
    return Around(
        older=next((link for link in links if link.kind == _OLDER), None),
        newer=next((link for link in links if link.kind == _NEWER), None),
        categories=tuple(link for link in links if link.kind == _CATEGORY),
        tags=tuple(link for link in links if link.kind == _TAG),
    )


def _rows(now: Parameter, published_at: Parameter, pk: Parameter) -> QuerySet[Any, Any]:
    listed = Article.objects.listed(now)
    # The articles come first: their columns give the others theirs.
    return (
        _article(_OLDER, listed.before(published_at, pk))
        .union(
            _article(_NEWER, listed.after(published_at, pk)),
            _labels(_CATEGORY, Category, pk),
            _labels(_TAG, Tag, pk),
            all=True,
        )
        .order_by("title", "pk")
    )


def _article(kind: str, nearest_first: ArticleQuerySet) -> QuerySet[Article, Any]:
    # By its key: a part of a union can't be cut to one row.
    one = Article.objects.filter(pk=nearest_first.values("pk")[:1])
    return one.values_list(Value(kind), "pk", "title", "basename", "year", "month")


def _labels(kind: str, model: type[Category | Tag], article: Parameter) -> QuerySet[Any, Any]:
    none = Value(0, output_field=PositiveSmallIntegerField())
    labels = model.objects.filter(articles=article).order_by()
    return labels.values_list(Value(kind), "pk", "name", "slug", none, none)


_ROWS = CompiledQuery(Link._make, _rows)
