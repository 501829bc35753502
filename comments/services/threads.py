"""Threads and their counters."""

import datetime as dt
from functools import partial

from django.db import connection, transaction
from django.db.models import F

from blog.models import Article
from comments.boxes import forget_boxes
from comments.models import CommentSettings, Thread
from comments.modes import forget_site_settings
from comments.state import renew_state

# What a person sets about a thread.
TERMS = ("mode", "slow_minutes", "days_open", "late_mode")


def thread_of(article: Article) -> Thread:
    """Return the article's thread, which is made when it is first asked for."""
    thread, _ = Thread.objects.get_or_create(article=article)
    # The article that was given comes with its author; another copy of it would ask again.
    thread.article = article
    return thread


def set_mode(*, thread: Thread, mode: Thread.Mode) -> None:
    """Set on which terms a thread takes comments; a cool-down that is on ends with it.

    Moderation's ``change_mode`` does that for a person, and writes it down.
    """
    thread.mode = mode
    set_terms(thread=thread)


def set_terms(*, thread: Thread) -> None:
    """Store all that a person sets about a thread, as it stands on the object.

    Whoever sets it has looked, so that a cool-down which is on ends.
    """
    thread.calm_until = None
    _store(thread, [*TERMS, "calm_until"])


def cool_down(*, thread: Thread, until: dt.datetime | None) -> None:
    """Have everything read first until then, whatever the thread's mode; ``None`` ends that."""
    thread.calm_until = until
    _store(thread, ["calm_until"])


def lock_thread(pk: int) -> Thread:
    """Return a thread with its article as it stands, and let nobody else change it until the end.

    Must run inside a transaction, after the locks of commenters and comments.
    """
    rows = Thread.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("article").get(pk=pk)


def set_comment_settings(*, to: CommentSettings) -> None:
    """Store how the whole site takes comments, as it stands on the object."""
    to.pk = 1
    with transaction.atomic():
        to.full_clean(validate_unique=False)
        to.save()
        transaction.on_commit(forget_site_settings)


def _store(thread: Thread, fields: list[str]) -> None:
    with transaction.atomic():
        values = {field: getattr(thread, field) for field in fields}
        Thread.objects.filter(pk=thread.pk).update(**values, version=F("version") + 1)
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
