"""Compute the comment policy that applies to a thread at a given time.

The policy is the one set for the thread or, if none is set, for the site. Only the article's age
and a cool-down can make it stricter. Age is measured from the article's publication rather than
from the last comment so that the date can be shown next to the form and nobody can keep a thread
open by commenting. User permissions are in ``comments.policies``.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from comments.models import CommentSettings, Thread
from core.compiled_queries import CompiledQuery
from core.synced_values import SyncedValue

CommentPolicy = Thread.CommentPolicy

# Changes that bypass the services are visible within this many seconds.
_CACHE_SECONDS = 60
_BY_STRICTNESS = [
    CommentPolicy.OPEN,
    CommentPolicy.NEW_MODERATED,
    CommentPolicy.ALL_MODERATED,
    CommentPolicy.CLOSED,
]

_COLUMNS = [field.attname for field in CommentSettings._meta.concrete_fields]
_SELECT_SETTINGS = CompiledQuery(
    lambda row: dict(zip(_COLUMNS, row, strict=True)),
    lambda: CommentSettings.objects.filter(pk=1).values_list(*_COLUMNS),
)


class Cause(StrEnum):
    """The reason a policy applies: a setting, the article's age, or a cool-down."""

    SET = "set"
    AGE = "age"
    COOLDOWN = "cooldown"


@dataclass(frozen=True, slots=True)
class EffectivePolicy:
    """The comment policy of a thread at a given time, with related settings.

    ``policy_changes_at`` is when the article is old enough for the late policy, or None if that
    never happens. ``upcoming_policy`` is the stricter policy that will apply from then on, or None
    if there is none or it already applies. ``cooldown_until`` is None unless a cool-down is active.
    """

    policy: CommentPolicy = CommentPolicy.NEW_MODERATED
    cause: Cause = Cause.SET
    slow_minutes: int = 0
    approvals: int = 1
    policy_changes_at: dt.datetime | None = None
    upcoming_policy: CommentPolicy | None = None
    cooldown_until: dt.datetime | None = None

    @property
    def offers_form(self) -> bool:
        """Check whether pages show the comment form."""
        return self.policy != CommentPolicy.CLOSED

    @property
    def has_limits(self) -> bool:
        """Check whether the form announces slow mode or a stricter policy."""
        return bool(self.slow_minutes or self.upcoming_policy)

    @property
    def rejects_all(self) -> bool:
        """Check whether new comments are rejected because a setting closes the thread."""
        return self.policy == CommentPolicy.CLOSED and self.cause == Cause.SET

    @property
    def holds_all(self) -> bool:
        """Check whether all new comments are held.

        If a thread is closed because of the article's age, comments that still arrive are held and
        not rejected.
        """
        return self.policy == CommentPolicy.ALL_MODERATED or (
            self.policy == CommentPolicy.CLOSED and not self.rejects_all
        )


def get_effective_policy(
    thread: Thread, *, site: CommentSettings | None = None, at: dt.datetime | None = None
) -> EffectivePolicy:
    """Compute the policy of a thread at a given time, which defaults to now.

    ``thread`` must have its article loaded. ``site`` defaults to the cached site settings.
    """
    site = site or get_comment_settings()
    now = at or timezone.now()
    changes_at, late_policy = _get_late_time(thread, site), _get_late_policy(thread, site)
    is_late = changes_at is not None and changes_at <= now
    is_cooling_down = thread.cooldown_until is not None and now < thread.cooldown_until
    policy = CommentPolicy(site.policy if thread.policy == CommentPolicy.SITE else thread.policy)
    cause = Cause.SET
    if is_late and _is_stricter(late_policy, policy):
        policy, cause = late_policy, Cause.AGE
    if is_cooling_down and _is_stricter(CommentPolicy.ALL_MODERATED, policy):
        policy, cause = CommentPolicy.ALL_MODERATED, Cause.COOLDOWN
    is_upcoming = changes_at and not is_late and _is_stricter(late_policy, policy)
    return EffectivePolicy(
        policy=policy,
        cause=cause,
        slow_minutes=_get_override(thread.slow_minutes, site.slow_minutes),
        approvals=site.approvals,
        policy_changes_at=changes_at,
        upcoming_policy=late_policy if is_upcoming else None,
        cooldown_until=thread.cooldown_until if is_cooling_down else None,
    )


def get_comment_settings() -> CommentSettings:
    """Return the cached site settings. Changes are visible in all processes at once."""
    return CommentSettings(**_settings_row.get())


def clear_settings_cache() -> None:
    """Make all processes load the site settings again. Call this after committing a change."""
    _settings_row.clear()


def _get_late_time(thread: Thread, site: CommentSettings) -> dt.datetime | None:
    days = _get_override(thread.days_open, site.days_open)
    return thread.article.published_at + dt.timedelta(days=days) if days else None


def _get_late_policy(thread: Thread, site: CommentSettings) -> CommentPolicy:
    return CommentPolicy(thread.late_policy or site.late_policy)


def _is_stricter(one: CommentPolicy, other: CommentPolicy) -> bool:
    return _BY_STRICTNESS.index(one) > _BY_STRICTNESS.index(other)


def _get_override(own: int | None, site: int) -> int:
    return site if own is None else own


_settings_row = SyncedValue(
    "comments.settings",
    lambda: next(iter(_SELECT_SETTINGS()), {"pk": 1}),
    seconds=_CACHE_SECONDS,
)
