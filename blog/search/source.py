from django.db.models import QuerySet
from django.utils.safestring import SafeString

from blog.models import Article
from core.search.sources import Hit, SearchColumn, SearchSource


def register_article_search() -> None:
    """Register articles for search, with titles weighted higher than bodies."""
    register(
        SearchSource(
            kind="article",
            model=Article,
            columns=[SearchColumn("title", weight=8.0), SearchColumn("text")],
            only_where=("status", Article.Status.PUBLISHED.value),
            public=_get_public,
            draw=_build_hit,
        )
    )


def _get_public() -> QuerySet[Article]:
    return Article.objects.listed().select_related("author").defer("source", "html", "lead_html")


def _build_hit(article: Article, snippet: SafeString) -> Hit:
    return Hit(
        kind="article",
        url=article.get_absolute_url(),
        title=article.title,
        byline=article.byline,
        when=article.published_at,
        snippet=snippet,
    )
