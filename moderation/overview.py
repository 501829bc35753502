"""How moderation fares: what waits, how long it took, who and what decided, and how well."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Thread
from moderation.charts import Chart, bar_chart
from moderation.filters.screener_labels import get_screener_label
from moderation.models import Decision

# The spans of time, in days, that can be looked at.
SPANS = (7, 30, 90)
_ROWS = 10
_SPAM_RULE = "spam-filter"
Action = Decision.Action


@dataclass(frozen=True, slots=True)
class Times:
    """How long comments waited for a person's decision: half of them no longer, and 95 of 100."""

    count: int
    median: dt.timedelta | None = None
    p95: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class SpamRecord:
    """How the spam filter did, as far as people have looked.

    ``caught`` is what it called spam, ``wrong`` what of that was undone or is published by now,
    ``missed`` what people called spam and it did not.
    """

    caught: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of what it called spam that was spam."""
        return (self.caught - self.wrong) / self.caught if self.caught else None

    @property
    def recall(self) -> float | None:
        """The share of spam that it called so."""
        spam = self.caught - self.wrong + self.missed
        return (self.caught - self.wrong) / spam if spam else None


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page tells about a span of days."""

    days: int
    times: Times
    spam: SpamRecord
    charts: Sequence[Chart]


def overview(days: int) -> Overview:
    """Return how moderation fared in the last days. A fixed number of queries."""
    since = timezone.now() - dt.timedelta(days=days)
    charts = [
        bar_chart("waiting", _("Waiting, by age"), _waiting()),
        bar_chart("people", _("Decisions by people"), _by_people(since)),
        bar_chart("rules", _("Decisions by rule"), _by_rule(since)),
        bar_chart("threads", _("Busiest threads"), _busiest(since)),
    ]
    return Overview(days, _times(since), _spam(since), charts)


def _waiting() -> Iterable[tuple[str, int]]:
    now = timezone.now()
    hour, day, week = (now - dt.timedelta(hours=hours) for hours in (1, 24, 168))
    counts = Comment.objects.waiting().aggregate(
        hour=Count("pk", filter=Q(submitted_at__gt=hour)),
        day=Count("pk", filter=Q(submitted_at__gt=day, submitted_at__lte=hour)),
        week=Count("pk", filter=Q(submitted_at__gt=week, submitted_at__lte=day)),
        older=Count("pk", filter=Q(submitted_at__lte=week)),
    )
    yield _("less than an hour"), counts["hour"]
    yield _("less than a day"), counts["day"]
    yield _("less than a week"), counts["week"]
    yield _("longer"), counts["older"]


def _times(since: dt.datetime) -> Times:
    """Measure from submission to decision, of what had been held. Three queries."""
    waited = ExpressionWrapper(
        F("decided_at") - F("comment__submitted_at"), output_field=DurationField()
    )
    decided = Decision.objects.filter(
        decided_at__gte=since, actor__isnull=False, before=Comment.Status.HELD,
        action__in=[Action.APPROVE, Action.REJECT, Action.SPAM],
    )  # fmt: skip
    count = decided.count()
    if not count:
        return Times(0)
    waits = decided.annotate(waited=waited).order_by("waited", "pk")
    spans = waits.values_list("waited", flat=True)
    return Times(count, spans[_rank(50, count)], spans[_rank(95, count)])


def _rank(percent: int, count: int) -> int:
    """Return the place of a percentile in a sorted list, by the nearest rank."""
    return -(-percent * count // 100) - 1


def _by_people(since: dt.datetime) -> Iterable[tuple[str, int]]:
    recent = Count("decisions", filter=Q(decisions__decided_at__gte=since))
    people = User.objects.filter(decisions__decided_at__gte=since).annotate(count=recent)
    return [(user.byline, user.count) for user in people.order_by("-count", "pk")[:_ROWS]]


def _by_rule(since: dt.datetime) -> Iterable[tuple[str, int]]:
    machines = Decision.objects.filter(decided_at__gte=since, actor=None)
    rules = machines.values("rule").annotate(count=Count("pk")).order_by("-count", "rule")
    return [(get_screener_label(row["rule"]), row["count"]) for row in rules[:_ROWS]]


def _busiest(since: dt.datetime) -> Iterable[tuple[str, int]]:
    rows = (
        Thread.objects.filter(
            comments__status=Comment.Status.PUBLISHED, comments__submitted_at__gte=since
        )
        .annotate(count=Count("comments"))
        .order_by("-count", "pk")
    )
    return list(rows.values_list("article__title", "count")[:_ROWS])


def _spam(since: dt.datetime) -> SpamRecord:
    called = Decision.objects.filter(decided_at__gte=since, action=Action.SPAM)
    by_filter = called.filter(actor=None, rule=_SPAM_RULE)
    undone = Q(undone_by__isnull=False) | Q(comment__status=Comment.Status.PUBLISHED)
    figures = by_filter.aggregate(caught=Count("pk"), wrong=Count("pk", filter=undone))
    seen = Decision.objects.filter(action=Action.SPAM, actor=None, rule=_SPAM_RULE)
    missed = called.filter(actor__isnull=False, undone_by=None).exclude(
        comment__in=seen.values("comment")
    )
    return SpamRecord(figures["caught"], figures["wrong"], missed.count())
