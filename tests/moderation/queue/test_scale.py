"""The queue costs the same with 100,000 pending comments among a million.

The tests check query plans instead of creating the rows: every hot query of the queue walks
an index to its first rows and sorts or reads nothing whole. ``test_many_decisions`` creates rows.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts import roles
from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from moderation.commenters.history import find_related_commenters
from moderation.queue.counts import COUNT_LIMIT, _count
from moderation.queue.item import get_item
from moderation.queue.listing import get_page
from moderation.queue.selection import Selection
from moderation.queue.tabs import get_tab
from tests.moderation.queue.parsing import QUEUE, get_listed_keys
from tests.people import create_article, make_user

pytestmark = [pytest.mark.slow, pytest.mark.every_database]

HELD, OTHERS = 2_000, 6_000


@pytest.fixture(scope="module")
def comments(module_db: DjangoDbBlocker) -> None:
    """Thousands of comments in twenty threads, every fourth awaiting moderation, one a second."""
    with module_db.unblock():
        _create_comments()


@pytest.fixture
def many(comments: None, db: None) -> Thread:
    """The first of the threads."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A few thousand rows are read faster without an index, a million are not.
            cursor.execute("SET LOCAL enable_seqscan = off")
    return Thread.objects.earliest("pk")


@pytest.fixture
def nia(comments: None, db: None) -> Commenter:
    return Commenter.objects.get(name="Nia")


def _create_comments() -> None:
    ann = make_user("ann", role=roles.AUTHOR)
    threads = [get_or_create_thread(create_article(f"Article {n}", author=ann)) for n in range(20)]
    rex = get_or_create_guest(name="Rex", email="rex@example.org")
    set_trust(commenter=rex, trust=Commenter.Trust.TRUSTED)
    nia = get_or_create_guest(name="Nia", email="nia@example.org")
    submitted = submit_comment(
        thread=threads[0],
        commenter=rex,
        body="The first remark",
        request_facts=RequestFacts(ip_address="192.0.2.7"),
    ).comment
    assert submitted
    table = connection.ops.quote_name(Comment._meta.db_table)
    seconds = {
        "sqlite": "datetime('2026-01-01', '+' || n || ' seconds')",
        "postgresql": "timestamptz '2026-01-01' + n * interval '1 second'",
    }[connection.vendor]
    fields = {
        "thread_id": f"{threads[0].pk} + n % 20",
        "commenter_id": f"CASE WHEN n % 4 = 0 THEN {nia.pk} ELSE {rex.pk} END",
        "number": "CASE WHEN n % 4 = 0 THEN NULL ELSE n + 1 END",
        "order_key": "order_key",
        "status": "CASE WHEN n % 4 = 0 THEN 'held' ELSE 'published' END",
        "reason_code": "CASE WHEN n % 4 = 0 THEN 'newcomer' ELSE '' END",
        "submitted_at": seconds,
        "published_at": seconds,
        "author_name": "'Somebody'",
        "text": "'Remark ' || n",
    }
    columns = [
        str(field.column) for field in Comment._meta.concrete_fields if not field.primary_key
    ]
    rest = [column for column in columns if column not in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter"  # noqa: S608 - names of ours
            f" WHERE n < {HELD + OTHERS})"
            f" INSERT INTO {table} ({', '.join([*fields, *rest])})"
            f" SELECT {', '.join([*fields.values(), *rest])} FROM counter, {table}"
            f" WHERE {table}.id = {submitted.pk}"
        )
        cursor.execute("ANALYZE")


def plans(captured: CaptureQueriesContext) -> Iterator[tuple[str, str]]:
    """Return each query on comments with its query plan."""
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    for query in captured.captured_queries:
        sql = query["sql"]
        if not sql.startswith("SELECT") or '"comments_comment"' not in sql:
            continue
        with connection.cursor() as cursor:
            cursor.execute(explain + sql.replace("%", "%%"), None)
            yield sql, "\n".join(str(row[-1]) for row in cursor.fetchall())


def scans_table(plan: str) -> bool:
    """Check whether a plan scans the whole table of comments."""
    if connection.vendor == "sqlite":
        scans = [
            line
            for line in plan.splitlines()
            if line.startswith("SCAN comments_comment") and "INDEX" not in line
        ]
        return bool(scans)
    return "Seq Scan on comments_comment" in plan


def count_queries(call: Callable[[], object]) -> int:
    """Count the statements of a call."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


@pytest.mark.parametrize(
    "query",
    [
        "tab=pending", "tab=spam", "tab=unreviewed", "tab=all", "tab=reported", "tab=edits",
        "tab=pending&reason=newcomer", "tab=pending&commenter=nia", "tab=all&commenter=rex",
        "tab=all&age=day", "tab=all&status=removed", "tab=pending&language=de",
    ],
)  # fmt: skip
def test_no_tab_reads_all_comments(moderator: Client, many: Thread, mo: User, query: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        get_listed_keys(moderator, query)
    found = list(plans(captured))
    assert len(found) >= 5
    assert [(sql, plan) for sql, plan in found if scans_table(plan)] == []


def test_the_list_is_sorted_by_an_index(many: Thread, mo: User) -> None:
    for name in ("pending", "spam", "all"):
        tab = get_tab(name)
        assert tab
        rows = Selection(tab, {}).comments(mo)
        with CaptureQueriesContext(connection) as captured:
            first = get_page(tab, rows, rows.with_article())
            if first.after:
                get_page(tab, rows, rows.with_article(), after=first.after)
        for _sql, plan in plans(captured):
            assert "TEMP B-TREE" not in plan
            assert "Sort" not in plan


def test_counting_stops_at_the_limit(many: Thread, mo: User) -> None:
    tab = get_tab("pending")
    assert tab
    with CaptureQueriesContext(connection) as captured:
        assert _count(tab.rows, mo) == COUNT_LIMIT + 1
    assert f"LIMIT {COUNT_LIMIT + 1}" in captured[-1]["sql"]


def test_the_number_of_queries_does_not_depend_on_the_queue(
    moderator: Client, many: Thread
) -> None:
    held = Comment.objects.held().order_by("submitted_at", "pk")
    first, second, last = held[0], held[1], held.last()
    assert last
    moderator.get(QUEUE)

    def costs(comment: Comment) -> list[int]:
        path = f"/admin/moderation/comments/{comment.pk}/decide/"
        data = {"action": "reject", "version": comment.version}
        header = {"X-Fragment": "1"}
        return [
            count_queries(lambda: moderator.get(QUEUE)),
            count_queries(lambda: moderator.get(f"{QUEUE}{comment.pk}/", headers=header)),
            count_queries(lambda: moderator.post(path, data, headers=header)),
        ]

    with_many = costs(second)
    Comment.objects.held().exclude(pk__in=[first.pk, last.pk]).delete()
    with_two = costs(last)
    assert with_many == with_two
    assert with_many[0] <= 40
    assert with_many[1] <= 30
    assert with_many[2] <= 40


def test_the_history_of_a_busy_commenter_is_limited(many: Thread, mo: User) -> None:
    held = Comment.objects.held().first()
    assert held
    item = get_item(moderator=mo, pk=held.pk)
    assert item.commenter.counts.total == 1000
    assert len(item.commenter.latest) == 10


def test_the_search_for_related_commenters_is_limited(many: Thread, nia: Commenter) -> None:
    with CaptureQueriesContext(connection) as captured:
        names = find_related_commenters(nia)
    assert [commenter.name for commenter in names.nearby] == ["Rex"]
    assert any("LIMIT 1000" in query["sql"] for query in captured)
    assert [sql for sql, plan in plans(captured) if scans_table(plan)] == []
