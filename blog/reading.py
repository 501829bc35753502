"""The article at an address, with what its page shows."""

from functools import cache

from django.http import Http404, HttpRequest

from accounts.current_user import get_current_user
from blog.models import COMPANIONS, Article
from blog.policies import can_read_article
from core.compiled_queries import CompiledQuery, ModelColumns


def readable_article(request: HttpRequest, year: int, month: int, basename: str) -> Article:
    """Return the article at an address, if this visitor may read it.

    Its author, its series and its companions come along, in one query; its source is fetched by
    whoever asks for it. Raises ``Http404``, the same for a missing article and a forbidden one.
    """
    for article in _articles()(year, month, basename):
        if article.is_public:
            return article
        user = get_current_user(request)
        if user and can_read_article(user, article):
            return article
    raise Http404("No Article matches the given query.")


@cache
def _articles() -> CompiledQuery[Article]:
    # When it is first asked for: then every room has said what goes along with an article.
    columns = ModelColumns(Article, "author", "series", *COMPANIONS, without={"source"})
    return CompiledQuery(
        columns.build_instance,
        lambda *address: Article.objects.at(*address).values_list(*columns.names),
    )
