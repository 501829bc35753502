"""The transparency report: counts of decisions by month.

The figures follow Articles 15 and 24 of Regulation (EU) 2022/2065, the Digital Services Act:
notices, moderation on the site's own initiative, the use of automation, and complaints with their
outcomes and handling times. Unlike the public log, the report includes spam.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from django.core.cache import cache
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.datetime_format import get_day_start
from moderation.models import Appeal, Decision, Report, Statement

MONTHS = 12
# Past months don't change, and the current one needn't be accurate to the minute.
_CACHE_SECONDS = 10 * 60

_DECIDED_AT = "decision__decided_at"

type Figures = dict[dt.date, int | float]
# Name, figures, and whether they are durations. An empty month has no duration, but a count of 0.
type Metrics = Iterable[tuple[str, Figures, bool]]


@dataclass(frozen=True, slots=True)
class Line:
    """A metric, with one figure for each month of the report."""

    name: str
    figures: Sequence[int | float | str]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of metrics."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class TransparencyReport:
    """The transparency report: its months, latest first, and its sections."""

    months: Sequence[dt.date]
    sections: Sequence[Section]

    def get_rows(self) -> Iterable[Sequence[object]]:
        """Return the report as table rows, including a header row."""
        yield ["", "", *(f"{month:%Y-%m}" for month in self.months)]
        for section in self.sections:
            for line in section.lines:
                yield [section.name, line.name, *line.figures]


def get_transparency_report() -> TransparencyReport:
    """Return the report for the last ``MONTHS`` months, cached for ten minutes.

    Takes a fixed number of queries over the rows of those months.
    """
    months = _get_months()
    zone = timezone.get_current_timezone()
    key = f"moderation.transparency:{months[0]}:{get_language()}:{zone}"
    report: TransparencyReport | None = cache.get(key)
    if report is None:
        report = TransparencyReport(months, [*_build_sections(months)])
        cache.set(key, report, _CACHE_SECONDS)
    return report


def _get_months() -> list[dt.date]:
    month = timezone.localdate().replace(day=1)
    months = [month]
    while len(months) < MONTHS:
        months.append((months[-1] - dt.timedelta(days=1)).replace(day=1))
    return months


def _build_sections(months: Sequence[dt.date]) -> Iterable[Section]:
    since = get_day_start(months[-1])
    statements = Statement.objects.filter(decision__decided_at__gte=since)
    yield Section(_("Notices"), _build_lines(_count_notices(since), months))
    yield Section(
        _("Restrictions on comments and commenters"),
        _build_lines(_count_decisions(statements), months),
    )
    yield Section(_("By type of restriction"), _build_lines(_count_by_action(statements), months))
    yield Section(_("By guideline"), _build_lines(_count_by_guideline(statements), months))
    yield Section(_("Complaints"), _build_lines(_count_appeals(since), months))


def _build_lines(metrics: Metrics, months: Sequence[dt.date]) -> list[Line]:
    return [
        Line(str(name), [by_month.get(month, "" if is_duration else 0) for month in months])
        for name, by_month, is_duration in metrics
    ]


def _count_notices(since: dt.datetime) -> Metrics:
    reports = Report.objects.filter(created_at__gte=since)
    removed, kept = (
        Q(outcome=outcome) for outcome in (Report.Outcome.REMOVED, Report.Outcome.KEPT)
    )
    counts = {
        _("Reports by readers"): Count("pk"),
        _("Reports that led to the removal of a comment"): Count("pk", filter=removed),
        _("Reports that led to no action"): Count("pk", filter=kept),
    }
    yield from _count_by_month(reports, "created_at", counts)
    resolved = reports.filter(resolved_at__isnull=False)
    yield (
        _("Median hours to decision"),
        _get_medians(resolved, "created_at", "resolved_at"),
        True,
    )


def _count_decisions(statements: QuerySet[Statement]) -> Metrics:
    automatic = Q(decision__actor=None)
    counts = {
        _("Total"): Count("pk"),
        _("After reports"): Count("pk", filter=Q(source=Statement.Source.REPORT)),
        _("On our own initiative"): Count("pk", filter=Q(source=Statement.Source.OWN)),
        _("By moderators"): Count("pk", filter=~automatic),
        _("By moderators, after automated detection"): Count(
            "pk", filter=~automatic & ~Q(detected_by="")
        ),
        _("Fully automated"): Count("pk", filter=automatic),
        _("Fully automated, later undone"): Count(
            "pk", filter=automatic & Q(decision__undone_by__isnull=False)
        ),
        _("Illegal content"): Count("pk", filter=Q(is_legal=True)),
        _("Violation of the site’s rules"): Count("pk", filter=Q(is_legal=False)),
    }
    return _count_by_month(statements, _DECIDED_AT, counts)


def _count_by_action(statements: QuerySet[Statement]) -> Metrics:
    names = dict(Decision.Action.choices)
    for action, figures in _count_groups(statements, "decision__action"):
        yield str(names[action]), figures, False


def _count_by_guideline(statements: QuerySet[Statement]) -> Metrics:
    for name, figures in _count_groups(statements, "decision__guideline__name"):
        yield name or _("No guideline"), figures, False


def _count_appeals(since: dt.datetime) -> Metrics:
    appeals = Appeal.objects.filter(submitted_at__gte=since)
    granted = Q(answer__action=Decision.Action.GRANT_APPEAL)
    rejected = Q(answer__action=Decision.Action.REJECT_APPEAL)
    counts = {
        _("Appeals"): Count("pk"),
        _("Appeals granted (decision undone)"): Count("pk", filter=granted),
        _("Appeals rejected (decision upheld)"): Count("pk", filter=rejected),
        _("Pending appeals"): Count("pk", filter=Q(answer=None)),
    }
    yield from _count_by_month(appeals, "submitted_at", counts)
    answered = appeals.filter(answer__isnull=False)
    medians = _get_medians(answered, "submitted_at", "answer__decided_at")
    yield _("Median hours to decision"), medians, True


def _count_by_month(rows: QuerySet[Any], time_field: str, counts: Mapping[str, Count]) -> Metrics:
    """Compute several counts per month in one query."""
    aliases = {f"count_{index}": name for index, name in enumerate(counts)}
    by_month = (
        rows.annotate(month=TruncMonth(time_field))
        .values("month")
        .annotate(**dict(zip(aliases, counts.values(), strict=True)))
        .order_by("month")
    )
    found = list(by_month)
    for alias, name in aliases.items():
        yield name, {row["month"].date(): row[alias] for row in found}, False


def _count_groups(statements: QuerySet[Statement], field: str) -> Iterable[tuple[str, Figures]]:
    """Count statements by month and field value, most frequent value first. Runs one query."""
    rows = (
        statements.annotate(month=TruncMonth(_DECIDED_AT))
        .values("month", field)
        .annotate(count=Count("pk"))
        .order_by("month", field)
    )
    groups: dict[str, Figures] = {}
    for row in rows:
        groups.setdefault(row[field], {})[row["month"].date()] = row["count"]
    return sorted(groups.items(), key=lambda group: -sum(group[1].values()))


def _get_medians(rows: QuerySet[Any], start: str, end: str) -> Figures:
    """Return the median duration, in hours, by the month in which it began. Runs one query.

    The database ranks the durations of each month; only the one or two in the middle are fetched.
    """
    month = TruncMonth(start)
    duration = ExpressionWrapper(F(end) - F(start), output_field=DurationField())
    middle = (
        rows.annotate(month=month, duration=duration)
        .annotate(
            rank=Window(RowNumber(), partition_by=[F("month")], order_by=F("duration").asc()),
            count=Window(Count("pk"), partition_by=[F("month")]),
        )
        .filter(rank__gte=F("count") / 2.0, rank__lte=F("count") / 2.0 + 1)
        .values_list("month", "duration")
    )
    hours: dict[dt.date, list[float]] = {}
    for started, took in middle:
        hours.setdefault(started.date(), []).append(took.total_seconds() / 3600)
    return {started: round(mean(values), 1) for started, values in hours.items()}
