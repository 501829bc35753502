"""How often articles are read."""

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
    """Reads of counts."""

    def since(self, day: dt.date) -> Self:
        """Those of a day and of all after it."""
        return self.filter(day__gte=day)

    def by_day(self) -> dict[dt.date, int]:
        """The sum of each day that has any. One query."""
        sums = self.order_by().values_list("day").annotate(sum=Sum("count"))
        return dict(sums)

    def by_article(self, articles: Iterable[Article]) -> dict[int, int]:
        """The sum of each of these articles that has any, by its id. One query."""
        of_these = self.filter(article__in=[one.pk for one in articles])
        return dict(of_these.order_by().values_list("article").annotate(sum=Sum("count")))


class ArticleViews(models.Model):
    """How many times an article's page was asked for by people on one day (UTC).

    A number and nothing else: no address, no cookie, nobody's way through the site.
    """

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="views"
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    objects = ArticleViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("views of an article")
        verbose_name_plural = _("views of articles")
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="blog_articleviews_one_a_day")
        ]
        indexes = [models.Index(fields=["day"], name="blog_articleviews_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.count}"
