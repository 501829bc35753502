"""Query counts and plans of newest-first pages and of branches."""

from functools import partial

import pytest
from django.db import connection

from comments.models import Comment, Thread
from comments.rendering.branch_pages import load_branch_page
from comments.rendering.comment_pages import load_page
from comments.threads.ordering import Order, View
from comments.threads.pagination import find_page_number, get_page_count
from tests.comments.rendering.test_query_counts import plans, queries_of
from tests.people import fill_thread

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'")


@pytest.fixture
def talk(thread: Thread) -> Thread:
    """A thread with three hundred comments, a third of them replies."""
    fill_thread(thread, 300, answer_every=3)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Thread.objects.select_related("article__author").get(pk=thread.pk)


def test_newest_first_pages_take_two_queries(talk: Thread, subtests: pytest.Subtests) -> None:
    for view in View:
        for number in (1, get_page_count(talk, view)):
            with subtests.test(view=view, number=number):
                load = partial(
                    load_page,
                    article=talk.article, thread=talk, number=number, view=view, order=Order.NEWEST,
                )  # fmt: skip
                statements = queries_of(load)
                assert len(statements) == 2
                steps = [step for step, _ in plans(statements[:1])]
                assert not any("SCAN comments_comment" in step for step in steps), steps


def test_skipped_rows_are_not_read(talk: Thread) -> None:
    load = partial(
        load_page,
        article=talk.article, thread=talk, number=2, view=View.THREADED, order=Order.NEWEST,
    )  # fmt: skip
    steps = [step for step, _ in plans(queries_of(load)[:1])]
    assert any("COVERING INDEX comments_comment_tree_newest" in step for step in steps), steps


def test_a_position_is_counted_by_an_index(talk: Thread) -> None:
    comment = Comment.objects.get(thread=talk, number=150)
    statements = queries_of(partial(find_page_number, comment, talk, View.THREADED, Order.NEWEST))
    assert len(statements) == 1
    assert all("SCAN" not in step for step, _ in plans(statements))


def test_a_branch_takes_two_queries(talk: Thread) -> None:
    root = Comment.objects.get(thread=talk, number=3)
    statements = queries_of(partial(load_branch_page, article=talk.article, root=root, number=1))
    assert len(statements) == 2
    steps = [step for step, _ in plans(statements[:1])]
    assert not any("SCAN" in step or "TEMP B-TREE" in step for step in steps), steps
