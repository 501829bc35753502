"""The article at an address, with what its page shows."""

from functools import cache

from blog.models import COMPANIONS, Article
from core.instances import Columns
from core.prepared import Prepared


def article_at(year: int, month: int, basename: str) -> Article | None:
    """Return the article, public or not, with its author, its series and its companions. One query.

    Its source is fetched by whoever asks for it.
    """
    return next(iter(_articles()(year, month, basename)), None)


@cache
def _articles() -> Prepared[Article]:
    # When it is first asked for: then every room has said what goes along with an article.
    columns = Columns(Article, "author", "series", *COMPANIONS, without={"source"})
    return Prepared(
        columns.instance,
        lambda *address: Article.objects.at(*address).values_list(*columns.names),
    )
