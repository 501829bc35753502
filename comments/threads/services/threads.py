"""Thread rows: creation, locking, and counters."""

from functools import partial

from django.db import transaction
from django.db.models import F

from blog.models import Article
from comments.models import Thread
from comments.threads.poll_state import refresh_poll_state
from comments.threads.sidebar import clear_sidebar_cache


def get_or_create_thread(article: Article) -> Thread:
    """Return the article's thread, creating it if necessary."""
    thread, _ = Thread.objects.get_or_create(article=article)
    # The given article may already have its author loaded; another instance would query again.
    thread.article = article
    return thread


def lock_thread(pk: int) -> Thread:
    """Lock a thread's row until the end of the transaction and return it with its article.

    To avoid deadlocks, lock commenters and comments first.
    """
    rows = Thread.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("article").get(pk=pk)


def update_counters(*, thread: Thread, numbered: int = 0, published: int = 0) -> None:
    """Add to a thread's counters and increment its version.

    Call this for every change that readers can see. Caches are refreshed on commit.
    """
    Thread.objects.filter(pk=thread.pk).update(
        version=F("version") + 1,
        numbered_count=F("numbered_count") + numbered,
        published_count=F("published_count") + published,
    )
    transaction.on_commit(partial(refresh_poll_state, thread.pk))
    transaction.on_commit(clear_sidebar_cache)
