"""Figures for the moderation statistics page."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Thread
from moderation.filters.screener_labels import get_screener_label
from moderation.models import Decision
from moderation.statistics.charts import Chart, build_bar_chart

# The periods that can be selected, in days.
PERIODS = (7, 30, 90)
_ROWS = 10
# Enough for percentiles that are accurate to a fraction of a percent.
_MEASURED = 5_000
_SPAM_FILTER = "spam-filter"
Action = Decision.Action

type Rows = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class DecisionTimes:
    """Statistics of the time from a held comment's submission to a moderator's decision.

    ``count`` is the number of comments measured, at most ``_MEASURED``.
    """

    count: int
    median: dt.timedelta | None = None
    p95: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class SpamFilterResults:
    """The spam filter's decisions compared with those of moderators.

    ``caught`` is the number of comments that the filter marked as spam, and ``wrong`` is how many
    of these were undone or have been published since. ``missed`` is the number that only people
    marked as spam. Filter decisions that nobody has checked count as correct.
    """

    caught: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of comments marked by the filter that are actually spam."""
        return (self.caught - self.wrong) / self.caught if self.caught else None

    @property
    def recall(self) -> float | None:
        """The share of all spam that the filter caught."""
        spam = self.caught - self.wrong + self.missed
        return (self.caught - self.wrong) / spam if spam else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures and charts for the last ``days`` days."""

    days: int
    times: DecisionTimes
    spam: SpamFilterResults
    charts: Sequence[Chart]


def get_statistics(days: int) -> Statistics:
    """Compute the statistics for the last ``days`` days, using a fixed number of queries."""
    since = timezone.now() - dt.timedelta(days=days)
    by_moderator, by_screener = _count_by_maker(since)
    charts = [
        build_bar_chart("pending", _("Pending comments by age"), _count_pending()),
        build_bar_chart("people", _("Decisions by moderator"), by_moderator),
        build_bar_chart("screeners", _("Automatic decisions"), by_screener),
        build_bar_chart("threads", _("Busiest threads"), _count_by_thread(since)),
    ]
    return Statistics(days, _measure_times(since), _evaluate_spam_filter(since), charts)


def _count_pending() -> Iterable[tuple[str, int]]:
    now = timezone.now()
    hour, day, week = (now - dt.timedelta(hours=hours) for hours in (1, 24, 168))
    counts = Comment.objects.held().aggregate(
        hour=Count("pk", filter=Q(submitted_at__gt=hour)),
        day=Count("pk", filter=Q(submitted_at__gt=day, submitted_at__lte=hour)),
        week=Count("pk", filter=Q(submitted_at__gt=week, submitted_at__lte=day)),
        older=Count("pk", filter=Q(submitted_at__lte=week)),
    )
    yield _("Less than an hour"), counts["hour"]
    yield _("1 to 24 hours"), counts["day"]
    yield _("1 to 7 days"), counts["week"]
    yield _("More than a week"), counts["older"]


def _measure_times(since: dt.datetime) -> DecisionTimes:
    """Measure how long the last ``_MEASURED`` held comments waited for a decision. One query."""
    # Undos are excluded rather than the other actions selected, so that the database reads the
    # decisions in order and stops after the last one measured.
    decided = Decision.objects.filter(
        decided_at__gte=since, actor__isnull=False, before=Comment.Status.HELD
    ).exclude(action=Action.UNDO)
    waited = ExpressionWrapper(
        F("decided_at") - F("comment__submitted_at"), output_field=DurationField()
    )
    latest = decided.newest_first().annotate(waited=waited)[:_MEASURED]
    durations = sorted(latest.values_list("waited", flat=True))
    if not durations:
        return DecisionTimes(0)
    return DecisionTimes(
        len(durations), _get_percentile(durations, 50), _get_percentile(durations, 95)
    )


def _get_percentile(ordered: Sequence[dt.timedelta], percent: int) -> dt.timedelta:
    """Return a percentile of the sorted values (nearest rank)."""
    return ordered[-(-percent * len(ordered) // 100) - 1]


def _count_by_maker(since: dt.datetime) -> tuple[Rows, Rows]:
    """Count the decisions of the busiest moderators and automatic checks. Runs two queries.

    Moderators and checks are counted together, in one pass over the period.
    """
    rows = (
        # The upper bound changes nothing but SQLite's estimate. Without it, SQLite would read the
        # whole table, because it expects one fourth of the rows from a single bound.
        Decision.objects.filter(decided_at__range=(since, timezone.now()))
        .order_by()
        .values_list("actor", "screener")
        .annotate(count=Count("pk"))
    )
    by_actor, by_screener = Counter[int](), Counter[str]()
    for actor, screener, count in rows:
        if actor is None:
            by_screener[screener] += count
        else:
            by_actor[actor] += count
    people = User.objects.in_bulk([pk for pk, _ in _get_highest(by_actor)])
    return (
        [(people[pk].byline, count) for pk, count in _get_highest(by_actor)],
        [(get_screener_label(name), count) for name, count in _get_highest(by_screener)],
    )


def _get_highest[Key: (int, str)](counts: Counter[Key]) -> list[tuple[Key, int]]:
    """Return the highest counts first, with ties broken by key."""
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:_ROWS]


def _count_by_thread(since: dt.datetime) -> Rows:
    recent = Comment.objects.published().filter(submitted_at__gte=since)
    rows = recent.order_by().values_list("thread").annotate(count=Count("pk"))
    counts = dict(rows.order_by("-count", "thread")[:_ROWS])
    titles = dict(Thread.objects.filter(pk__in=counts).values_list("pk", "article__title"))
    return [(titles[pk], count) for pk, count in counts.items()]


def _evaluate_spam_filter(since: dt.datetime) -> SpamFilterResults:
    marked = Decision.objects.filter(decided_at__gte=since, action=Action.SPAM)
    by_filter = marked.filter(actor=None, screener=_SPAM_FILTER)
    reversed_ = Q(undone_by__isnull=False) | Q(comment__status=Comment.Status.PUBLISHED)
    figures = by_filter.aggregate(caught=Count("pk"), wrong=Count("pk", filter=reversed_))
    caught = Decision.objects.filter(
        comment=OuterRef("comment"), action=Action.SPAM, actor=None, screener=_SPAM_FILTER
    )
    missed = marked.filter(~Exists(caught), actor__isnull=False, undone_by=None)
    return SpamFilterResults(figures["caught"], figures["wrong"], missed.count())
