import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from blog.models import Article, ArticleViews


def add_view_counts(*, counts: Mapping[tuple[int, dt.date], int]) -> None:
    """Add view counts by article id and day. Deleted articles are ignored.

    Rows are created before they are incremented, so that concurrent processes lose no counts.
    """
    there = set(
        Article.objects.filter(pk__in={article for article, _day in counts}).values_list(
            "pk", flat=True
        )
    )
    kept = {key: count for key, count in counts.items() if key[0] in there}
    with transaction.atomic():
        ArticleViews.objects.bulk_create(
            [ArticleViews(article_id=article, day=day) for article, day in sorted(kept)],
            ignore_conflicts=True,
        )
        for (article, day), count in sorted(kept.items()):
            ArticleViews.objects.filter(article=article, day=day).update(count=F("count") + count)
