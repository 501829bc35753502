import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from blog.models import Article, ArticleQuerySet, ArticleViews, Draft

MAX_DRAFTS = 20
MAX_LATEST = 10
DAYS = 30
# In units of the chart's viewBox.
_CHART_HEIGHT = 60
_BAR_STEP = 10


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day's bar in the chart of views; its position and height are in SVG user units."""

    x: int
    y: int
    height: int
    day: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A published article with its recent views."""

    article: Article
    views: int


@dataclass(frozen=True, slots=True)
class DashboardSummary:
    """The dashboard's content except for comments. ``views`` is the total of all bars."""

    unsaved: Sequence[Draft]
    drafts: Sequence[Article]
    scheduled: Sequence[Article]
    latest: Sequence[ArticleRow]
    bars: Sequence[DayBar]
    views: int

    @property
    def articles(self) -> list[Article]:
        """The articles in ``latest``."""
        return [row.article for row in self.latest]


def build_dashboard_summary(author: User, articles: ArticleQuerySet) -> DashboardSummary:
    """Summarize an author's unsaved drafts and the given articles. Runs six queries."""
    now, today = timezone.now(), timezone.localdate()
    links = articles.for_dashboard()
    drafts = links.filter(status=Article.Status.DRAFT).order_by("-updated_at", "-pk")
    scheduled = links.filter(status=Article.Status.PUBLISHED, published_at__gt=now)
    latest = list(links.published().newest_first()[:MAX_LATEST])
    recent = ArticleViews.objects.since(today - dt.timedelta(days=DAYS - 1))
    views = recent.by_article(latest)
    by_day = recent.filter(article__in=articles).by_day()
    return DashboardSummary(
        unsaved=list(Draft.objects.filter(author=author).for_list()[:MAX_DRAFTS]),
        drafts=list(drafts[:MAX_DRAFTS]),
        scheduled=list(scheduled.order_by("published_at", "pk")[:MAX_DRAFTS]),
        latest=[ArticleRow(article, views.get(article.pk, 0)) for article in latest],
        bars=_build_bars(by_day, today),
        views=sum(by_day.values()),
    )


def _build_bars(by_day: dict[dt.date, int], today: dt.date) -> list[DayBar]:
    maximum = max(by_day.values(), default=0) or 1
    bars = []
    for index in range(DAYS):
        day = today - dt.timedelta(days=DAYS - 1 - index)
        count = by_day.get(day, 0)
        height = round(count / maximum * _CHART_HEIGHT)
        bars.append(DayBar(index * _BAR_STEP, _CHART_HEIGHT - height, height, day, count))
    return bars
