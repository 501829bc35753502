"""Counts of decisions by month, in the form of a transparency report.

The figures are those that Articles 15 and 24 of Regulation (EU) 2022/2065, the Digital Services
Act, ask for: notices, moderation at the site's own initiative, the use of automated means, and
complaints with their outcomes and the time that they took. Spam is counted, though not in the log.
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

from moderation.models import Appeal, Decision, Report, Statement

MONTHS = 12
# Finished months don't change, and nobody needs this one to the minute.
_KEPT_FOR = 10 * 60

_DECIDED = "decision__decided_at"

type Figures = dict[dt.date, int | float]
# A name, its figures, and whether they are times: of nothing there is no time.
type Measures = Iterable[tuple[str, Figures, bool]]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure, with its figure in each month of the report."""

    name: str
    figures: Sequence[int | float | str]


@dataclass(frozen=True, slots=True)
class Section:
    """Measures that belong together."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Transparency:
    """The report: its months, the latest one first, and its sections."""

    months: Sequence[dt.date]
    sections: Sequence[Section]

    def rows(self) -> Iterable[Sequence[object]]:
        """Return the report as the rows of a table, with a row of headings."""
        yield ["", "", *(f"{month:%Y-%m}" for month in self.months)]
        for section in self.sections:
            for line in section.lines:
                yield [section.name, line.name, *line.figures]


def transparency_report() -> Transparency:
    """Return the report on the last months, which may be some minutes old.

    A fixed number of queries, over the rows of these months.
    """
    months = _last_months()
    key = f"moderation.transparency:{months[0]}:{get_language()}"
    kept: Transparency | None = cache.get(key)
    if kept is None:
        kept = Transparency(months, [*_sections(months)])
        cache.set(key, kept, _KEPT_FOR)
    return kept


def _last_months() -> list[dt.date]:
    month = timezone.now().date().replace(day=1)
    months = [month]
    while len(months) < MONTHS:
        months.append((months[-1] - dt.timedelta(days=1)).replace(day=1))
    return months


def _sections(months: Sequence[dt.date]) -> Iterable[Section]:
    since = dt.datetime.combine(months[-1], dt.time.min, tzinfo=dt.UTC)
    told = Statement.objects.filter(decision__decided_at__gte=since)
    yield Section(_("Notices"), _lines(_notices(since), months))
    yield Section(_("Decisions against comments and commenters"), _lines(_decisions(told), months))
    yield Section(_("What was decided"), _lines(_by_action(told), months))
    yield Section(_("On which ground"), _lines(_by_ground(told), months))
    yield Section(_("Complaints"), _lines(_complaints(since), months))


def _lines(figures: Measures, months: Sequence[dt.date]) -> list[Line]:
    return [
        Line(str(name), [by_month.get(month, "" if is_time else 0) for month in months])
        for name, by_month, is_time in figures
    ]


def _notices(since: dt.datetime) -> Measures:
    reports = Report.objects.filter(created_at__gte=since)
    removed, kept = (
        Q(outcome=outcome) for outcome in (Report.Outcome.REMOVED, Report.Outcome.KEPT)
    )
    counts = {
        _("Reports by readers"): Count("pk"),
        _("Reports after which a comment was taken down"): Count("pk", filter=removed),
        _("Reports after which it was left as it was"): Count("pk", filter=kept),
    }
    yield from _counted(reports, "created_at", counts)
    answered = reports.filter(resolved_at__isnull=False)
    yield _("Median hours to the answer"), _medians(answered, "created_at", "resolved_at"), True


def _decisions(told: QuerySet[Statement]) -> Measures:
    by_machine = Q(decision__actor=None)
    counts = {
        _("All"): Count("pk"),
        _("After reports"): Count("pk", filter=Q(source=Statement.Source.REPORT)),
        _("At our own initiative"): Count("pk", filter=Q(source=Statement.Source.OWN)),
        _("By people"): Count("pk", filter=~by_machine),
        _("By people, after a program had pointed at it"): Count(
            "pk", filter=~by_machine & ~Q(found_by_rule="")
        ),
        _("By programs alone"): Count("pk", filter=by_machine),
        _("By programs alone, and undone since"): Count(
            "pk", filter=by_machine & Q(decision__undone_by__isnull=False)
        ),
        _("For breaking the law"): Count("pk", filter=Q(is_legal=True)),
        _("For breaking the rules of this site"): Count("pk", filter=Q(is_legal=False)),
    }
    return _counted(told, _DECIDED, counts)


def _by_action(told: QuerySet[Statement]) -> Measures:
    names = dict(Decision.Action.choices)
    for action, figures in _grouped(told, "decision__action"):
        yield str(names[action]), figures, False


def _by_ground(told: QuerySet[Statement]) -> Measures:
    for name, figures in _grouped(told, "decision__ground__name"):
        yield name or _("None of the list"), figures, False


def _complaints(since: dt.datetime) -> Measures:
    appeals = Appeal.objects.filter(made_at__gte=since)
    granted = Q(answer__action=Decision.Action.GRANT_APPEAL)
    refused = Q(answer__action=Decision.Action.UPHOLD)
    counts = {
        _("Appeals"): Count("pk"),
        _("Appeals granted: the decision was undone"): Count("pk", filter=granted),
        _("Appeals refused: the decision stands"): Count("pk", filter=refused),
        _("Appeals that wait for an answer"): Count("pk", filter=Q(answer=None)),
    }
    yield from _counted(appeals, "made_at", counts)
    answered = appeals.filter(answer__isnull=False)
    times = _medians(answered, "made_at", "answer__decided_at")
    yield _("Median hours to the answer"), times, True


def _counted(rows: QuerySet[Any], moment: str, counts: Mapping[str, Count]) -> Measures:
    """Count several things a month. One query."""
    keys = {f"count_{place}": name for place, name in enumerate(counts)}
    by_month = (
        rows.annotate(month=TruncMonth(moment))
        .values("month")
        .annotate(**dict(zip(keys, counts.values(), strict=True)))
        .order_by("month")
    )
    found = list(by_month)
    for key, name in keys.items():
        yield name, {row["month"].date(): row[key] for row in found}, False


def _grouped(told: QuerySet[Statement], field: str) -> Iterable[tuple[str, Figures]]:
    """Count statements a month for each value of a field, the most frequent first. One query."""
    rows = (
        told.annotate(month=TruncMonth(_DECIDED))
        .values("month", field)
        .annotate(count=Count("pk"))
        .order_by("month", field)
    )
    groups: dict[str, Figures] = {}
    for row in rows:
        groups.setdefault(row[field], {})[row["month"].date()] = row["count"]
    return sorted(groups.items(), key=lambda group: -sum(group[1].values()))


def _medians(rows: QuerySet[Any], start: str, end: str) -> Figures:
    """Return the median of a span of time in hours, by the month in which it began. One query.

    The database numbers the spans of each month by length; the one or two in the middle are read.
    """
    month = TruncMonth(start)
    span = ExpressionWrapper(F(end) - F(start), output_field=DurationField())
    middle = (
        rows.annotate(month=month, span=span)
        .annotate(
            place=Window(RowNumber(), partition_by=[F("month")], order_by=F("span").asc()),
            count=Window(Count("pk"), partition_by=[F("month")]),
        )
        .filter(place__gte=F("count") / 2.0, place__lte=F("count") / 2.0 + 1)
        .values_list("month", "span")
    )
    spans: dict[dt.date, list[float]] = {}
    for began, took in middle:
        spans.setdefault(began.date(), []).append(took.total_seconds() / 3600)
    return {began: round(mean(hours), 1) for began, hours in spans.items()}
