"""The public moderation log.

It contains every decision except those about spam, which are the majority and of no public
interest. It never shows comment text, IP addresses, or the names of the authors of comments that
were never public.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Article
from core.datetime_format import get_day_start
from core.paging import fetch_first
from moderation.models import Decision, Guideline, ModerationSettings
from moderation.models.decision import DecisionQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A decision as the public sees it."""

    decision: Decision
    # The target of the decision, and its URL if it is public.
    subject: str
    url: str
    article: Article | None
    decided_by: str

    @property
    def reason(self) -> str:
        """The moderator's message or, for an automatic decision, the label of its reason code."""
        return self.decision.explanation or self.decision.reason_label


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of entries, newest first, and the primary key of the next page's first decision."""

    entries: Sequence[LogEntry]
    next_key: int | None


@dataclass(frozen=True, slots=True)
class LogFilter:
    """A filter for the log; empty fields match everything."""

    action: str = ""
    guideline: Guideline | None = None
    # The first day of a month.
    month: dt.date | None = None
    # ``machine`` or ``person``.
    by: str = ""


def get_log_page(log_filter: LogFilter, first_key: int | None = None) -> LogPage:
    """Return the log page that starts with decision ``first_key`` or, by default, the newest page.

    Takes at most four queries. Raises ``Http404`` if the log doesn't contain the decision
    ``first_key``.
    """
    public = Decision.objects.public()
    rows = _apply_filter(log_filter)
    if first_key is not None:
        first = public.filter(pk=first_key).only("decided_at").first()
        if first is None:
            raise Http404("There is no such decision")
        rows = rows.starting_at(first)
    found = fetch_first(rows.newest_first(), Decision.objects.for_log(), PAGE_SIZE + 1)
    names = ModerationSettings.current().log_names
    return LogPage(
        [_build_entry(decision, names=names) for decision in found[:PAGE_SIZE]],
        found[PAGE_SIZE].pk if len(found) > PAGE_SIZE else None,
    )


def get_months() -> list[dt.date]:
    """Return the first day of each month since the first decision, latest month first."""
    first = Decision.objects.aggregate(first=Min("decided_at"))["first"]
    month = timezone.localdate().replace(day=1)
    months: list[dt.date] = []
    while first and month >= timezone.localdate(first).replace(day=1):
        months.append(month)
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return months


def get_next_month(month: dt.date) -> dt.date:
    """Return the first day of the following month."""
    return (month + dt.timedelta(days=31)).replace(day=1)


def _apply_filter(log_filter: LogFilter) -> DecisionQuerySet:
    rows = Decision.objects.public()
    if log_filter.action:
        rows = rows.filter(action=log_filter.action)
    if log_filter.guideline:
        rows = rows.filter(guideline=log_filter.guideline)
    if log_filter.by:
        rows = rows.filter(actor__isnull=log_filter.by == "machine")
    if log_filter.month:
        rows = rows.filter(
            decided_at__gte=get_day_start(log_filter.month),
            decided_at__lt=get_day_start(get_next_month(log_filter.month)),
        )
    return rows


def _build_entry(decision: Decision, *, names: bool) -> LogEntry:
    article = _get_article(decision)
    subject, url = _get_subject(decision, article)
    return LogEntry(decision, subject, url, article, _get_decider(decision, names=names))


def _get_article(decision: Decision) -> Article | None:
    thread = decision.comment.thread if decision.comment else decision.thread
    return thread.article if thread and thread.article.is_public else None


def _get_subject(decision: Decision, article: Article | None) -> tuple[str, str]:
    """Return a public description of a decision's target, and its URL or an empty string."""
    comment = decision.comment
    if comment is None:
        if decision.thread_id:
            return _("Comment section"), article.get_absolute_url() if article else ""
        return _("A commenter"), ""
    if article is None or comment.number is None:
        return _("A comment"), ""
    label = _("Comment #%(number)s by %(name)s") % {
        "number": comment.number,
        "name": comment.name_with_role,
    }
    return label, comment.get_absolute_url()


def _get_decider(decision: Decision, *, names: bool) -> str:
    if decision.actor is None:
        return _("automatic check “%(rule)s”") % {"rule": decision.screener_label}
    return decision.actor.byline if names else _("a moderator")
