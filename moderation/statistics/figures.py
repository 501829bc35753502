"""Figures for the moderation statistics page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q
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
_SPAM_FILTER = "spam-filter"
Action = Decision.Action


@dataclass(frozen=True, slots=True)
class DecisionTimes:
    """Statistics of the time from a held comment's submission to a moderator's decision."""

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
    charts = [
        build_bar_chart("pending", _("Pending comments by age"), _count_pending()),
        build_bar_chart("people", _("Decisions by moderator"), _count_by_moderator(since)),
        build_bar_chart("screeners", _("Automatic decisions"), _count_by_screener(since)),
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
    """Measure how long held comments waited for a decision. Runs three queries."""
    waited = ExpressionWrapper(
        F("decided_at") - F("comment__submitted_at"), output_field=DurationField()
    )
    decided = Decision.objects.filter(
        decided_at__gte=since, actor__isnull=False, before=Comment.Status.HELD,
        action__in=[Action.APPROVE, Action.REJECT, Action.SPAM],
    )  # fmt: skip
    count = decided.count()
    if not count:
        return DecisionTimes(0)
    by_duration = decided.annotate(waited=waited).order_by("waited", "pk")
    durations = by_duration.values_list("waited", flat=True)
    return DecisionTimes(count, durations[_rank(50, count)], durations[_rank(95, count)])


def _rank(percent: int, count: int) -> int:
    """Return the index of a percentile in a sorted list of ``count`` values (nearest rank)."""
    return -(-percent * count // 100) - 1


def _count_by_moderator(since: dt.datetime) -> Iterable[tuple[str, int]]:
    recent = Count("decisions", filter=Q(decisions__decided_at__gte=since))
    people = User.objects.filter(decisions__decided_at__gte=since).annotate(count=recent)
    return [(user.byline, user.count) for user in people.order_by("-count", "pk")[:_ROWS]]


def _count_by_screener(since: dt.datetime) -> Iterable[tuple[str, int]]:
    automatic = Decision.objects.filter(decided_at__gte=since, actor=None)
    rows = automatic.values("screener").annotate(count=Count("pk")).order_by("-count", "screener")
    return [(get_screener_label(row["screener"]), row["count"]) for row in rows[:_ROWS]]


def _count_by_thread(since: dt.datetime) -> Iterable[tuple[str, int]]:
    rows = (
        Thread.objects.filter(
            comments__status=Comment.Status.PUBLISHED, comments__submitted_at__gte=since
        )
        .annotate(count=Count("comments"))
        .order_by("-count", "pk")
    )
    return list(rows.values_list("article__title", "count")[:_ROWS])


def _evaluate_spam_filter(since: dt.datetime) -> SpamFilterResults:
    marked = Decision.objects.filter(decided_at__gte=since, action=Action.SPAM)
    by_filter = marked.filter(actor=None, screener=_SPAM_FILTER)
    reversed_ = Q(undone_by__isnull=False) | Q(comment__status=Comment.Status.PUBLISHED)
    figures = by_filter.aggregate(caught=Count("pk"), wrong=Count("pk", filter=reversed_))
    caught = Decision.objects.filter(action=Action.SPAM, actor=None, screener=_SPAM_FILTER)
    missed = marked.filter(actor__isnull=False, undone_by=None).exclude(
        comment__in=caught.values("comment")
    )
    return SpamFilterResults(figures["caught"], figures["wrong"], missed.count())
