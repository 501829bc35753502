"""Counts of comments per tab and of pending comments, up to a limit."""

from collections.abc import Mapping

from django.core.cache import cache

from accounts.models import User
from comments.models.comment import CommentQuerySet
from moderation.policies import moderates_everywhere
from moderation.queue.tabs import GetComments, get_tabs

# Exact counts beyond this help nobody, and counting a hundred thousand rows takes time.
COUNT_LIMIT = 1000
# Every open admin page polls the number of pending comments, so it is cached for a few seconds.
_CACHE_SECONDS = 10


def count_by_tab(user: User) -> Mapping[str, int]:
    """Return the number of comments the user may decide on, by tab name.

    ``COUNT_LIMIT + 1`` means more than ``COUNT_LIMIT``. Runs one query per counted tab, each
    reading at most that many index rows. Also refreshes the cached number of pending comments,
    which the same page shows in its header.
    """
    counts = {tab.name: _count(tab.rows, user) for tab in get_tabs() if tab.is_counted}
    pending = sum(
        counts[tab.name] if tab.pending == tab.rows else _count(tab.pending, user)
        for tab in get_tabs()
        if tab.pending
    )
    cache.set(_cache_key(user), pending, _CACHE_SECONDS)
    return counts


def count_pending(user: User, *, bypass_cache: bool = False) -> int:
    """Return the number of comments that need the user's decision, cached for a few seconds.

    ``bypass_cache`` skips the cache, for use right after a decision.
    """
    key = _cache_key(user)
    pending: int | None = None if bypass_cache else cache.get(key)
    if pending is None:
        pending = sum(_count(tab.pending, user) for tab in get_tabs() if tab.pending)
        cache.set(key, pending, _CACHE_SECONDS)
    return pending


def _cache_key(user: User) -> str:
    return f"queue-pending:{'all' if moderates_everywhere(user) else user.pk}"


def _count(rows: GetComments, user: User) -> int:
    comments: CommentQuerySet = rows().moderatable_by(user)
    return comments.order_by()[: COUNT_LIMIT + 1].count()
