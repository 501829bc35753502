"""Query counts and plans of newest-first pages and of branches."""

from functools import partial

import pytest
from django.db import connection

from comments.models import Comment, Thread
from comments.rendering.branch_pages import load_branch_page
from comments.rendering.comment_pages import load_page
from comments.threads.ordering import Order, View
from comments.threads.pagination import find_page_number, get_page_count
from tests.comments.rendering.test_query_counts import get_plans, get_queries
from tests.people import fill_thread

pytestmark = [pytest.mark.skipif("connection.vendor != 'sqlite'"), pytest.mark.slow]


@pytest.fixture
def filled_thread(thread: Thread) -> Thread:
    """A thread with three hundred comments, a third of them replies."""
    fill_thread(thread, 300, reply_every=3)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Thread.objects.select_related("article__author").get(pk=thread.pk)


def test_newest_first_pages_take_two_queries(
    filled_thread: Thread, subtests: pytest.Subtests
) -> None:
    for view in View:
        for number in (1, get_page_count(filled_thread, view)):
            with subtests.test(view=view, number=number):
                load = partial(
                    load_page,
                    article=filled_thread.article, thread=filled_thread, number=number, view=view,
                    order=Order.NEWEST,
                )  # fmt: skip
                statements = get_queries(load)
                assert len(statements) == 2
                steps = [step for step, _ in get_plans(statements[:1])]
                assert not any("SCAN comments_comment" in step for step in steps), steps


def test_skipped_rows_are_not_read(filled_thread: Thread) -> None:
    load = partial(
        load_page,
        article=filled_thread.article, thread=filled_thread, number=2, view=View.THREADED,
        order=Order.NEWEST,
    )  # fmt: skip
    steps = [step for step, _ in get_plans(get_queries(load)[:1])]
    assert any("COVERING INDEX comments_comment_tree_newest" in step for step in steps), steps


def test_a_position_is_counted_by_an_index(filled_thread: Thread) -> None:
    comment = Comment.objects.get(thread=filled_thread, number=150)
    statements = get_queries(
        partial(find_page_number, comment, filled_thread, View.THREADED, Order.NEWEST)
    )
    assert len(statements) == 1
    assert all("SCAN" not in step for step, _ in get_plans(statements))


def test_a_branch_takes_two_queries(filled_thread: Thread) -> None:
    root = Comment.objects.get(thread=filled_thread, number=3)
    statements = get_queries(
        partial(load_branch_page, article=filled_thread.article, root=root, number=1)
    )
    assert len(statements) == 2
    steps = [step for step, _ in get_plans(statements[:1])]
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in steps), steps
