"""What an author wants to see on coming in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from blog.models import Article, ArticleQuerySet, ArticleViews, Draft

SHOWN = 20
LATEST = 10
DAYS = 30
# The height of the tallest bar, in the units of the drawing.
_TALLEST = 60
_STEP = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of the drawing: where it stands, how tall it is, and what it says."""

    x: int
    y: int
    height: int
    day: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A published article with what became of it."""

    article: Article
    views: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What isn't saved, drafts, what is planned, the latest, and how much all of it was read."""

    unsaved: Sequence[Draft]
    drafts: Sequence[Article]
    scheduled: Sequence[Article]
    latest: Sequence[Line]
    bars: Sequence[Bar]
    views: int

    @property
    def articles(self) -> list[Article]:
        """The latest articles."""
        return [line.article for line in self.latest]


def desk_of(author: User, articles: ArticleQuerySet) -> Desk:
    """Return what stands on the desk of an author who may write these articles. Six queries."""
    now = timezone.now()
    links = articles.for_desk()
    drafts = links.filter(status=Article.Status.DRAFT).order_by("-updated_at", "-pk")
    scheduled = links.filter(status=Article.Status.PUBLISHED, published_at__gt=now)
    latest = list(links.published().newest_first()[:LATEST])
    recent = ArticleViews.objects.since(now.date() - dt.timedelta(days=DAYS - 1))
    views = recent.by_article(latest)
    by_day = recent.filter(article__in=articles).by_day()
    return Desk(
        unsaved=list(Draft.objects.filter(author=author).for_list()[:SHOWN]),
        drafts=list(drafts[:SHOWN]),
        scheduled=list(scheduled.order_by("published_at", "pk")[:SHOWN]),
        latest=[Line(article, views.get(article.pk, 0)) for article in latest],
        bars=_bars(by_day, now.date()),
        views=sum(by_day.values()),
    )


def _bars(by_day: dict[dt.date, int], today: dt.date) -> list[Bar]:
    tallest = max(by_day.values(), default=0) or 1
    bars = []
    for place in range(DAYS):
        day = today - dt.timedelta(days=DAYS - 1 - place)
        count = by_day.get(day, 0)
        height = round(count / tallest * _TALLEST)
        bars.append(Bar(place * _STEP, _TALLEST - height, height, day, count))
    return bars
