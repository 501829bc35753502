from django.db.models import QuerySet
from django.utils.safestring import SafeString

from blog.models import Article
from core.search.registry import register_source
from core.search.sources import Hit, SearchColumn, SearchSource


def register_article_search() -> None:
    """Register articles for search, with titles weighted higher than bodies."""
    register_source(
        SearchSource(
            kind="article",
            model=Article,
            columns=[SearchColumn("title", weight=8.0), SearchColumn("text")],
            only_where=("status", Article.Status.PUBLISHED.value),
            get_public_rows=_get_public_rows,
            build_hit=_build_hit,
        )
    )


def _get_public_rows() -> QuerySet[Article]:
    return Article.objects.listed().select_related("author").defer("source", "html", "lead_html")


def _build_hit(article: Article, snippet: SafeString) -> Hit:
    return Hit(
        kind="article",
        url=article.get_absolute_url(),
        title=article.title,
        byline=article.byline,
        date=article.published_at,
        snippet=snippet,
    )
