"""Pages of moderators and the public log take little work with 200,000 decisions on SQLite.

The work is counted in SQLite instructions, once without statistics and once after ``ANALYZE``.
Reading all decisions takes more than a million.
"""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts import roles
from accounts.models import User
from comments.models import Comment, Commenter, CommentRevision, Thread
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from comments.visitors.visitor import Visitor
from core.database_statistics import update_statistics
from moderation.decisions.approvals import count_approvals
from moderation.models import Appeal, Decision, Report, Statement
from moderation.queue.counts import count_pending
from moderation.reports.services import report_comment
from moderation.statistics.figures import get_statistics
from tests.people import create_article, make_user
from tests.sql_steps import count_steps

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="counts SQLite's instructions"),
]

COMMENTS, DECISIONS, PEOPLE = 10_000, 200_000, 50
END = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
QUEUE = "/admin/moderation/queue/"
PAGES = [
    *(
        f"{QUEUE}?tab={tab}"
        for tab in ("pending", "reported", "spam", "edits", "appeals", "unreviewed", "all")
    ),
    f"{QUEUE}?tab=all&status=removed",
    f"{QUEUE}?tab=all&commenter=person-7",
    f"{QUEUE}?tab=all&age=week-old",
    f"{QUEUE}?tab=all&q=whale",
    f"{QUEUE}?tab=spam&q=whale",
    "/admin/comments/comment/",
    "/moderation/log/",
    "/moderation/log/?by=person",
    "/moderation/log/?by=machine",
    "/moderation/log/?action=approve&by=person",
    "/",
    "/comments/atom.xml",
    "/people/person-7/",
]


@pytest.fixture(scope="module")
def filled(module_db: DjangoDbBlocker) -> None:
    with module_db.unblock():
        _fill()


@pytest.fixture(params=["without statistics", "with statistics"])
def many(request: pytest.FixtureRequest, filled: None, db: None) -> Iterator[None]:
    """200,000 decisions on 10,000 comments, one every minute until now."""
    with connection.cursor() as cursor:
        if request.param == "without statistics":
            cursor.execute("DELETE FROM sqlite_stat1")
        # The connection still uses the statistics of the previous test.
        cursor.execute("ANALYZE sqlite_schema")
    with time_machine.travel(END, tick=False):
        yield


def _fill() -> None:
    mo, ann = make_user("mo", role=roles.MODERATOR), make_user("ann", role=roles.AUTHOR)
    threads = [get_or_create_thread(create_article(f"Article {n}", author=ann)) for n in range(20)]
    people = [get_or_create_guest(name=f"Person {n}") for n in range(PEOPLE)]
    set_trust(commenter=people[0], trust=Commenter.Trust.TRUSTED)
    model = submit_comment(thread=threads[0], commenter=people[0], body="A remark").comment
    assert model
    _copy(
        Comment, model.pk, COMMENTS,
        thread_id=f"{threads[0].pk} + n % 20",
        commenter_id=f"{people[0].pk} + n % {PEOPLE}",
        number="CASE WHEN n % 4 = 0 THEN NULL ELSE n + 1 END",
        status="CASE n % 100 WHEN 0 THEN 'held' WHEN 1 THEN 'removed'"
        " ELSE CASE WHEN n % 4 = 0 THEN 'spam' ELSE 'published' END END",
        submitted_at=_before(COMMENTS, 20),
        published_at=_before(COMMENTS, 20),
    )  # fmt: skip
    decision = Decision.objects.create(
        action=Decision.Action.APPROVE, comment=model, commenter=people[0], actor=mo,
        before="held", after="published",
    )  # fmt: skip
    machine = "n % 4 = 0"
    _copy(
        Decision, decision.pk, DECISIONS,
        comment_id=f"{model.pk} + n % {COMMENTS}",
        commenter_id=f"{people[0].pk} + n % {PEOPLE}",
        action=f"CASE WHEN {machine} THEN CASE n % 8 WHEN 0 THEN 'hold' ELSE 'spam' END"
        " ELSE 'approve' END",
        actor_id=f"CASE WHEN {machine} THEN NULL ELSE {mo.pk} END",
        screener=f"CASE WHEN {machine} THEN 'spam-filter' ELSE '' END",
        decided_at=_before(DECISIONS, 1),
    )  # fmt: skip
    _add_items(mo)
    update_statistics()


def _add_items(mo: User) -> None:
    """Add some reports, edits and appeals."""
    published = Comment.objects.published().order_by("-pk")
    for n, comment in enumerate(published.filter(thread__article__isnull=False)[:5]):
        report_comment(
            visitor=Visitor(browser_key=f"key {n}"), comment=comment, reason=Report.Reason.INSULT
        )
        CommentRevision.objects.create(comment=comment, state="pending", source="Edited")
    for removed in Comment.objects.filter(status=Comment.Status.REMOVED)[:5]:
        decision = Decision.objects.create(
            action=Decision.Action.REMOVE, comment=removed, commenter=removed.commenter, actor=mo
        )
        statement = Statement.objects.create(
            decision=decision, commenter=removed.commenter, source="own", appeal_until=END
        )
        Appeal.objects.create(statement=statement, text="Why?")


def _before(count: int, minutes: int) -> str:
    """Return an SQL expression for times up to ``END``, one for each n up to ``count``."""
    return f"datetime('{END:%Y-%m-%d}', '-' || (({count} - n) * {minutes}) || ' minutes')"


def _copy(model: type[Comment | Decision], pk: int, count: int, **columns: str) -> None:
    """Insert ``count`` copies of a row, with SQL expressions of n for some columns."""
    names = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    values = [columns.get(name, name) for name in names]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter"  # noqa: S608 - names of ours
            f" WHERE n < {count}) INSERT INTO {table} ({', '.join(names)})"
            f" SELECT {', '.join(values)} FROM counter, {table} WHERE {table}.id = {pk}"
        )


def test_pages(many: None, client: Client) -> None:
    client.force_login(User.objects.get(username="mo"))
    client.get("/admin/")
    steps: dict[str, int] = {}
    for url in PAGES:
        cache.clear()
        with count_steps() as counted:
            assert client.get(url).status_code == 200
        steps[url] = counted.steps
    assert {url: count for url, count in steps.items() if count > 200_000} == {}


def test_the_statistics_of_a_period_read_only_its_decisions(many: None) -> None:
    with count_steps() as week:
        get_statistics(7)
    with count_steps() as quarter:
        get_statistics(90)
    # A week has 10,000 decisions, and a quarter 130,000.
    assert week.steps < 400_000
    assert quarter.steps < 4_000_000


def test_counts_and_approvals(many: None) -> None:
    mo = User.objects.get(username="mo")
    with count_steps() as counted:
        count_pending(mo, bypass_cache=True)
        count_approvals(Commenter.objects.get(slug="person-7"), at_most=3)
    assert counted.steps < 10_000


def test_decisions_exist(many: None) -> None:
    assert Decision.objects.count() > DECISIONS
    assert Thread.objects.count() == 20
