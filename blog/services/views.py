"""Writing down how often articles were read."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from blog.models import Article, ArticleViews


def add_views(*, counts: Mapping[tuple[int, dt.date], int]) -> None:
    """Add counts, by article id and day, to those that are there. Deleted articles are left out.

    The rows are made first and counted up then, so that two processes that make the same row at
    once lose nothing.
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
