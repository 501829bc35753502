"""Threads and their counters."""

from functools import partial

from django.db import connection, transaction
from django.db.models import F

from blog.models import Article
from comments.boxes import forget_boxes
from comments.models import Thread
from comments.state import renew_state


def thread_of(article: Article) -> Thread:
    """Return the article's thread, which is made when it is first asked for."""
    thread, _ = Thread.objects.get_or_create(article=article)
    # The article that was given comes with its author; another copy of it would ask again.
    thread.article = article
    return thread


def set_mode(*, thread: Thread, mode: Thread.Mode) -> None:
    """Open or close a thread."""
    thread.mode = mode
    with transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(mode=mode, version=F("version") + 1)
        transaction.on_commit(partial(renew_state, thread.pk))


def take_numbers(*, thread: Thread, count: int = 1) -> int:
    """Hand out the next ``count`` numbers of a thread and return the first of them.

    The row is updated before it is read, in one statement, so that two processes that publish at
    once queue up at the row and never get the same number. A transaction that fails gives its
    numbers back. Must run inside a transaction.
    """
    table = connection.ops.quote_name(Thread._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET last_number = last_number + %s WHERE id = %s"  # noqa: S608 - a table's name
            " RETURNING last_number",
            [count, thread.pk],
        )
        (last,) = cursor.fetchone()
    return int(last) - count + 1


def count_changes(*, thread: Thread, numbered: int = 0, published: int = 0) -> None:
    """Add to a thread's counters and raise its version: something a reader sees has changed."""
    Thread.objects.filter(pk=thread.pk).update(
        version=F("version") + 1,
        numbered_count=F("numbered_count") + numbered,
        published_count=F("published_count") + published,
    )
    transaction.on_commit(partial(renew_state, thread.pk))
    transaction.on_commit(forget_boxes)
