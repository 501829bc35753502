"""Load articles for visitors who may read them."""

from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest

from accounts.current_user import get_current_user
from blog.models import Article
from blog.policies import can_read_article
from core.compiled_queries import CompiledQuery, ModelColumns


def get_readable_article(request: HttpRequest, year: int, month: int, basename: str) -> Article:
    """Return the article at this URL if the visitor may read it.

    Loads the author, the series, and the relations in ``ARTICLE_SELECT_RELATED`` in the same query;
    ``source`` is deferred. Raises ``Http404`` for missing and forbidden articles alike.
    """
    for article in _build_query()(year, month, basename):
        if article.is_public:
            return article
        user = get_current_user(request)
        if user and can_read_article(user, article):
            return article
    raise Http404("No Article matches the given query.")


@cache
def _build_query() -> CompiledQuery[Article]:
    # Built on first use, because the related models may belong to apps that load later.
    related = ("author", "series", *settings.ARTICLE_SELECT_RELATED)
    columns = ModelColumns(Article, *related, without={"source"})
    return CompiledQuery(
        columns.build_instance,
        lambda *url: Article.objects.at(*url).values_list(*columns.names),
    )
