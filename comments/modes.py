"""On which terms a thread takes comments, at a given time.

What a person has set comes first, for the thread or else for the whole site. Two things can only
make it stricter: the age of the article, and a quarrel that cools down. Age is counted from the
article and not from the last comment, because a date that is known beforehand can be announced at
the form, and because nobody can keep a thread open by writing in it.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.core.cache import cache
from django.utils import timezone

from comments.models import CommentSettings, Thread
from core.compiled_queries import CompiledQuery

Mode = Thread.Mode

_KEY = "comments.settings"
# Pages of other processes follow a change of the settings after this many seconds at the latest.
_KEPT_FOR = 60
_STRICTNESS = [Mode.OPEN, Mode.NEWCOMERS, Mode.HELD, Mode.CLOSED]

_NAMES = [field.attname for field in CommentSettings._meta.concrete_fields]
_ROWS = CompiledQuery(
    lambda row: dict(zip(_NAMES, row, strict=True)),
    lambda: CommentSettings.objects.filter(pk=1).values_list(*_NAMES),
)


class Cause(StrEnum):
    """Why a mode applies."""

    SET = "set"
    AGE = "age"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a thread takes comments: its mode, why, and what else holds.

    ``late_at`` is when the article's age begins to count, if it ever does; ``coming`` is the mode
    that this will bring, as long as it is ahead and is stricter. ``calm_until`` is when a
    cool-down ends that is on.
    """

    mode: Mode = Mode.NEWCOMERS
    cause: Cause = Cause.SET
    slow_minutes: int = 0
    approvals: int = 1
    late_at: dt.datetime | None = None
    coming: Mode | None = None
    calm_until: dt.datetime | None = None

    @property
    def offers_form(self) -> bool:
        """Whether readers are asked to comment."""
        return self.mode != Mode.CLOSED

    @property
    def refuses(self) -> bool:
        """Whether nothing is taken: a person has closed the thread."""
        return self.mode == Mode.CLOSED and self.cause == Cause.SET

    @property
    def holds_everything(self) -> bool:
        """Whether all that comes waits; a thread that closed by itself holds what is late."""
        return self.mode == Mode.HELD or (self.mode == Mode.CLOSED and not self.refuses)


def terms_of(
    thread: Thread, *, site: CommentSettings | None = None, at: dt.datetime | None = None
) -> Terms:
    """Return the terms of a thread, which comes with its article, now or ``at`` a time.

    ``site`` holds the site's settings; without it, they are those that were last read for a page.
    """
    site = site or site_settings()
    now = at or timezone.now()
    late_at, late_mode = _late_at(thread, site), Mode(thread.late_mode or site.late_mode)
    is_late = late_at is not None and late_at <= now
    is_calming = thread.calm_until is not None and now < thread.calm_until
    mode, cause = Mode(site.mode if thread.mode == Mode.SITE else thread.mode), Cause.SET
    if is_late and _is_stricter(late_mode, mode):
        mode, cause = late_mode, Cause.AGE
    if is_calming and _is_stricter(Mode.HELD, mode):
        mode, cause = Mode.HELD, Cause.CALM
    return Terms(
        mode=mode,
        cause=cause,
        slow_minutes=_own_or(thread.slow_minutes, site.slow_minutes),
        approvals=site.approvals,
        late_at=late_at,
        coming=late_mode if late_at and not is_late and _is_stricter(late_mode, mode) else None,
        calm_until=thread.calm_until if is_calming else None,
    )


def site_settings() -> CommentSettings:
    """Return the site's settings as pages know them; at most one query a minute and process."""
    kept = cache.get(_KEY)
    if kept is None:
        kept = next(iter(_ROWS()), {"pk": 1})
        cache.set(_KEY, kept, _KEPT_FOR)
    return CommentSettings(**kept)


def forget_site_settings() -> None:
    """Have the settings read again for the next page. To be called when they were changed."""
    cache.delete(_KEY)


def _late_at(thread: Thread, site: CommentSettings) -> dt.datetime | None:
    days = _own_or(thread.days_open, site.days_open)
    return thread.article.published_at + dt.timedelta(days=days) if days else None


def _is_stricter(one: Mode, other: Mode) -> bool:
    return _STRICTNESS.index(one) > _STRICTNESS.index(other)


def _own_or(own: int | None, site: int) -> int:
    return site if own is None else own
