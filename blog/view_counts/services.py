import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from blog.models import Article, ArticleViews


def add_view_counts(*, counts: Mapping[tuple[int, dt.date], int]) -> None:
    """Add view counts, given by article ID and day. Deleted articles are ignored.

    Rows are created before they are incremented so that concurrent processes don't lose counts.
    """
    existing = set(
        Article.objects.filter(pk__in={article for article, _day in counts}).values_list(
            "pk", flat=True
        )
    )
    existing_counts = {key: count for key, count in counts.items() if key[0] in existing}
    with transaction.atomic():
        ArticleViews.objects.bulk_create(
            [ArticleViews(article_id=article, day=day) for article, day in sorted(existing_counts)],
            ignore_conflicts=True,
        )
        for (article, day), count in sorted(existing_counts.items()):
            ArticleViews.objects.filter(article=article, day=day).update(count=F("count") + count)
