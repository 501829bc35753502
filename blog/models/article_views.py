from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from blog.models.article import Article

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class ArticleViewsQuerySet(models.QuerySet["ArticleViews"]):
    def since(self, day: dt.date) -> Self:
        return self.filter(day__gte=day)

    def by_day(self) -> dict[dt.date, int]:
        """Return the total views by day, for days that have any. Runs one query."""
        sums = self.order_by().values_list("day").annotate(sum=Sum("count"))
        return dict(sums)

    def by_article(self, articles: Iterable[Article]) -> dict[int, int]:
        """Return the total views by article ID, for articles that have any. Runs one query."""
        counts = self.filter(article__in=[article.pk for article in articles])
        return dict(counts.order_by().values_list("article").annotate(sum=Sum("count")))


class ArticleViews(models.Model):
    """The number of views of an article on one day in the site's time zone.

    No data about visitors is stored.
    """

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="views"
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    objects = ArticleViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("article views")
        verbose_name_plural = _("article views")
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="blog_articleviews_unique")
        ]
        indexes = [models.Index(fields=["day"], name="blog_articleviews_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.count}"
