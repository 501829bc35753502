"""What stands around an article: the other parts of its series, and articles like it.

Both change only when an article is written or its time comes. They are kept for a minute, as what
else stands on every page is: so long may an article that was taken back still be named here.
"""

from typing import Any

from django import template
from django.core.cache import cache
from django.template import Context
from django.urls import reverse

from accounts.current_user import get_current_user
from blog.models import Article, ArticleQuerySet, Written
from blog.policies import can_enter_editor

register = template.Library()

MOST_RELATED = 3
# A longer list would push the article out of sight.
MOST_PARTS = 50
KEPT_FOR = 60  # seconds


@register.inclusion_tag("blog/_series.html")
def series_of(article: Article) -> dict[str, Any]:
    """Draw the series that an article is a part of; ``article`` comes with it."""
    if article.series is None:
        return {}
    of_series = Article.objects.in_series(article.series.pk)[:MOST_PARTS]
    parts = _kept(f"blog.series.{article.series.pk}.{article.updated_at.timestamp()}", of_series)
    return {"article": article, "series": article.series, "parts": parts}


@register.inclusion_tag("blog/_related.html")
def related_to(article: Article) -> dict[str, Any]:
    """Draw the articles that share most of an article's labels with it."""
    like_it = Article.objects.related_to(article)[:MOST_RELATED]
    return {
        "related": _kept(f"blog.related.{article.pk}.{article.updated_at.timestamp()}", like_it)
    }


@register.simple_tag(takes_context=True)
def editor_of(context: Context, written: Written) -> str:
    """Return where this visitor may change what is written, if anywhere. No query for guests."""
    user = get_current_user(context["request"])
    if user is None or not can_enter_editor(user, written):
        return ""
    return reverse(f"admin:blog_{written._meta.model_name}_change", args=[written.pk])


def _kept(key: str, articles: ArticleQuerySet) -> list[tuple[int, str, str]]:
    """Return id, title and address of each article, from the cache or by one query."""
    kept: list[tuple[int, str, str]] | None = cache.get(key)
    if kept is None:
        rows = articles.only("title", "year", "month", "basename")
        kept = [(one.pk, one.title, one.get_absolute_url()) for one in rows]
        cache.set(key, kept, KEPT_FOR)
    return kept
