"""The state of a thread for open pages that poll for new comments.

The state is cached, and the cache is updated when a change is committed, so polling an unchanged
thread takes no query. If each process has its own cache, changes made by other processes are
missed; therefore, entries expire quickly, and each process queries the database every few seconds.
"""

from dataclasses import dataclass

from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.http import Http404

from blog.models import Article
from comments.models import Thread

# How long, in seconds, a lost write or an unpublished article can go unnoticed at most.
_PROCESS_CACHE_SECONDS = 10
_SHARED_CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class PollState:
    """A thread's version, number of readable comments, and last comment number."""

    version: int = 0
    published: int = 0
    last: int = 0


def get_poll_state(year: int, month: int, basename: str) -> PollState:
    """Return the state of a published article's thread. No query if it is cached.

    Raises ``Http404`` if there is no such article.
    """
    key = _build_key(year, month, basename)
    state: PollState | None = cache.get(key)
    if state is None:
        row = (
            Article.objects.published()
            .at(year, month, basename)
            .values_list("thread__version", "thread__published_count", "thread__last_number")
            .first()
        )
        if row is None:
            raise Http404("No such article")
        state = PollState(*(value or 0 for value in row))
        cache.set(key, state, _get_timeout())
    return state


def refresh_poll_state(thread_id: int) -> None:
    """Cache the current state of a thread. Call this after a change has been committed."""
    thread = Thread.objects.select_related("article").filter(pk=thread_id).first()
    if thread is None or not thread.article.is_public:
        return
    key = _build_key(*thread.article.url_args)
    cached: PollState | None = cache.get(key)
    # Concurrent changes can arrive out of order.
    if cached is None or cached.version < thread.version:
        state = PollState(thread.version, thread.published_count, thread.last_number)
        cache.set(key, state, _get_timeout())


def _build_key(year: int, month: int, basename: str) -> str:
    return f"thread-state:{year:04}/{month:02}/{basename}"


def _get_timeout() -> int:
    is_process_cache = isinstance(caches["default"], LocMemCache)
    return _PROCESS_CACHE_SECONDS if is_process_cache else _SHARED_CACHE_SECONDS
