"""The public log: every decision, and nothing about guests that was not public before.

What a comment said, who sent it from where, and names of those whose comments were never shown are
not in it. Spam is left out: it is most of what is decided, and tells nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Article
from moderation.models import Decision, Ground, ModerationSettings
from moderation.models.decision import DecisionQuerySet
from moderation.record.wording import explanation

LOG_PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as the public is told it."""

    decision: Decision
    # Who or what it is about, where that is public, and the address of it.
    about: str
    url: str
    article: Article | None
    by: str

    @property
    def explanation(self) -> str:
        """Why, in words added to the ground."""
        return explanation(self.decision)


@dataclass(frozen=True, slots=True)
class LogPage:
    """A stretch of the log, newest first, and the key of the decision that comes after it."""

    entries: Sequence[Entry]
    next_key: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions are asked for; what is empty makes no difference."""

    action: str = ""
    ground: Ground | None = None
    # The first day of a month.
    month: dt.date | None = None
    # ``machine`` or ``person``.
    by: str = ""


def log_page(wanted: Wanted, first_key: int | None = None) -> LogPage:
    """Return the stretch that begins with a decision, or the newest one. Three queries at most.

    Raises ``Http404`` for the key of a decision that is not in the log.
    """
    public = Decision.objects.public()
    rows = _filtered(wanted)
    if first_key is not None:
        first = public.filter(pk=first_key).only("decided_at").first()
        if first is None:
            raise Http404("There is no such decision")
        rows = rows.from_here(first)
    found = list(rows.for_log().newest_first()[: LOG_PAGE + 1])
    names = ModerationSettings.current().log_names
    return LogPage(
        [_entry(decision, names=names) for decision in found[:LOG_PAGE]],
        found[LOG_PAGE].pk if len(found) > LOG_PAGE else None,
    )


def months() -> list[dt.date]:
    """Return the first days of the months in which anything was decided, the latest one first."""
    first = Decision.objects.aggregate(first=Min("decided_at"))["first"]
    month = timezone.now().date().replace(day=1)
    found: list[dt.date] = []
    while first and month >= first.date().replace(day=1):
        found.append(month)
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return found


def next_month(month: dt.date) -> dt.date:
    """Return the first day of the month after a month."""
    return (month + dt.timedelta(days=31)).replace(day=1)


def _filtered(wanted: Wanted) -> DecisionQuerySet:
    rows = Decision.objects.public()
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.ground:
        rows = rows.filter(ground=wanted.ground)
    if wanted.by:
        rows = rows.filter(actor__isnull=wanted.by == "machine")
    if wanted.month:
        rows = rows.filter(
            decided_at__gte=_midnight(wanted.month),
            decided_at__lt=_midnight(next_month(wanted.month)),
        )
    return rows


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=dt.UTC)


def _entry(decision: Decision, *, names: bool) -> Entry:
    article = _article(decision)
    about, url = _about(decision, article)
    return Entry(decision, about, url, article, _by(decision, names=names))


def _article(decision: Decision) -> Article | None:
    thread = decision.comment.thread if decision.comment else decision.thread
    return thread.article if thread and thread.article.is_public else None


def _about(decision: Decision, article: Article | None) -> tuple[str, str]:
    """Return what is told of whom or what was decided about, and its address."""
    comment = decision.comment
    if comment is None:
        if decision.thread_id:
            return _("The comments"), article.get_absolute_url() if article else ""
        return _("A commenter"), ""
    if article is None or comment.number is None:
        return _("A comment"), ""
    words = _("Comment %(number)s by %(name)s") % {
        "number": comment.number,
        "name": comment.author_name,
    }
    return words, comment.get_absolute_url()


def _by(decision: Decision, *, names: bool) -> str:
    if decision.actor is None:
        return _("rule “%(rule)s”") % {"rule": decision.rule_name}
    return decision.actor.byline if names else _("a moderator")
