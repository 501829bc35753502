"""Template tags for series, related articles, and the editor link.

Series and related articles are cached for a minute, so an article can stay listed for that long
after it is unpublished.
"""

from typing import Any

from django import template
from django.core.cache import cache
from django.template import Context
from django.urls import reverse

from accounts.current_user import get_current_user
from blog.models import Article, ArticleQuerySet, Content
from blog.policies import can_open_editor

register = template.Library()

MAX_RELATED = 3
# A longer list would push the article off the screen.
MAX_PARTS = 50
CACHE_SECONDS = 60


@register.inclusion_tag("blog/articles/_series.html")
def series_navigation(article: Article) -> dict[str, Any]:
    """Render links to the parts of the article's series."""
    if article.series is None:
        return {}
    articles = Article.objects.in_series(article.series.pk)[:MAX_PARTS]
    key = f"blog.series.{article.series.pk}.{article.updated_at.timestamp()}"
    parts = _get_cached_links(key, articles)
    return {"article": article, "series": article.series, "parts": parts}


@register.inclusion_tag("blog/articles/_related.html")
def related_articles(article: Article) -> dict[str, Any]:
    """Render links to the articles that share the most categories and tags with this one."""
    related = Article.objects.related_to(article)[:MAX_RELATED]
    return {
        "related": _get_cached_links(
            f"blog.related.{article.pk}.{article.updated_at.timestamp()}", related
        )
    }


@register.simple_tag(takes_context=True)
def editor_url(context: Context, content: Content) -> str:
    """Return the URL of the admin form if the visitor may use it, or an empty string.

    Runs no queries for guests.
    """
    user = get_current_user(context["request"])
    if user is None or not can_open_editor(user, content):
        return ""
    return reverse(f"admin:blog_{content._meta.model_name}_change", args=[content.pk])


def _get_cached_links(key: str, articles: ArticleQuerySet) -> list[tuple[int, str, str]]:
    """Return the ID, title, and URL of each article, from the cache if possible."""
    links: list[tuple[int, str, str]] | None = cache.get(key)
    if links is None:
        rows = articles.only("title", "year", "month", "basename")
        links = [(row.pk, row.title, row.get_absolute_url()) for row in rows]
        cache.set(key, links, CACHE_SECONDS)
    return links
