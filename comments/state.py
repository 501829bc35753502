"""Where threads stand, for readers who keep a page open and ask again and again.

The answer is kept in the cache and written anew when a change of the thread is committed, so that
asking about a thread costs no query. A cache in each process doesn't hear of what others write;
there an answer is kept so briefly that each process asks the database now and then.
"""

from dataclasses import dataclass

from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.http import Http404

from blog.models import Article
from comments.models import Thread

# Seconds. The longer one bounds how long a lost write, or an article taken back, goes unnoticed.
_KEPT_IN_PROCESS = 10
_KEPT_FOR_ALL = 60


@dataclass(frozen=True, slots=True)
class State:
    """A thread's version, how many comments can be read in it, and the number of the last one."""

    version: int = 0
    published: int = 0
    last: int = 0


def state_of(year: int, month: int, basename: str) -> State:
    """Return the state of the thread under a public article. No query while it is known.

    Raises ``Http404`` where there is no such article.
    """
    key = _key(year, month, basename)
    kept: State | None = cache.get(key)
    if kept is None:
        row = (
            Article.objects.published()
            .at(year, month, basename)
            .values_list("thread__version", "thread__published_count", "thread__last_number")
            .first()
        )
        if row is None:
            raise Http404("There is no such article")
        kept = State(*(value or 0 for value in row))
        cache.set(key, kept, _kept_for())
    return kept


def renew_state(thread_id: int) -> None:
    """Keep what a thread's row says now. To be called when a change of it was committed."""
    thread = Thread.objects.select_related("article").filter(pk=thread_id).first()
    if thread is None or not thread.article.is_public:
        return
    key = _key(*thread.article.url_args)
    kept: State | None = cache.get(key)
    # Of two changes at once, the later one may be told first.
    if kept is None or kept.version < thread.version:
        state = State(thread.version, thread.published_count, thread.last_number)
        cache.set(key, state, _kept_for())


def _key(year: int, month: int, basename: str) -> str:
    return f"thread-state:{year:04}/{month:02}/{basename}"


def _kept_for() -> int:
    return _KEPT_IN_PROCESS if isinstance(caches["default"], LocMemCache) else _KEPT_FOR_ALL
