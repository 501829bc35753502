"""The four orders of a thread contain each comment once and agree with each other."""

import datetime as dt
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from comments.models import Comment, Thread
from comments.rendering.branch_pages import load_branch_page
from comments.rendering.comment_pages import load_page
from comments.rendering.rows import CommentRow
from comments.threads.ordering import Order, View
from comments.threads.pagination import find_page_number, get_page_count
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.threads import get_or_create_thread
from comments.threads.unread import find_next_unread
from comments.visitors.visitor import Visitor
from tests.people import ARTICLE_DAY, MakeArticle

pytestmark = pytest.mark.every_database

SIZE = 4
_names = count()
# For each comment, how far before it the one stands that it answers; 0 for nobody.
trees = st.lists(st.integers(0, 6), min_size=1, max_size=24)
few_examples = hypothesis_settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _small_pages(settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = SIZE


def create_thread(make_article: MakeArticle, steps: list[int]) -> Thread:
    """Return a new thread with these parents."""
    thread = get_or_create_thread(make_article(f"Talk {next(_names)}"))
    import_comments(
        thread=thread,
        comments=[
            ImportedComment(
                author_name="Ada",
                body=f"Remark {place}.",
                published_at=ARTICLE_DAY + dt.timedelta(minutes=place),
                parent=place - step if 0 < step <= place else None,
            )
            for place, step in enumerate(steps)
        ],
    )
    return Thread.objects.select_related("article__author").get(pk=thread.pk)


def read(thread: Thread, view: View, order: Order) -> list[CommentRow]:
    """Return a thread's comments from the first page to the last."""
    return [
        item.comment
        for number in range(1, get_page_count(thread, view) + 1)
        for item in load_page(
            article=thread.article, thread=thread, number=number, view=view, order=order
        ).items
    ]


@few_examples
@given(steps=trees)
def test_pages_partition_the_thread(make_article: MakeArticle, steps: list[int]) -> None:
    thread = create_thread(make_article, steps)
    everybody = list(range(1, len(steps) + 1))
    for view in View:
        for order in Order:
            comments = read(thread, view, order)
            assert sorted(comment.number for comment in comments) == everybody
            for place, one in enumerate(comments):
                comment = Comment.objects.get(pk=one.pk)
                assert find_page_number(comment, thread, view, order) == place // SIZE + 1


@few_examples
@given(steps=trees)
def test_the_newest_conversation_is_first_and_replies_follow(
    make_article: MakeArticle, steps: list[int]
) -> None:
    thread = create_thread(make_article, steps)
    oldest = read(thread, View.THREADED, Order.OLDEST)
    newest = read(thread, View.THREADED, Order.NEWEST)
    roots = [comment.number or 0 for comment in newest if comment.depth == 0]
    assert roots == sorted(roots, reverse=True)
    talks: dict[bytes, list[int | None]] = {}
    for comment in oldest:
        talks.setdefault(bytes(comment.order_key)[:4], []).append(comment.number)
    expected = [number for key in sorted(talks, reverse=True) for number in talks[key]]
    assert [comment.number for comment in newest] == expected


@few_examples
@given(steps=trees)
def test_flat_newest_first_reverses_the_flat_view(
    make_article: MakeArticle, steps: list[int]
) -> None:
    thread = create_thread(make_article, steps)
    forwards = [comment.number for comment in read(thread, View.FLAT, Order.OLDEST)]
    assert [comment.number for comment in read(thread, View.FLAT, Order.NEWEST)] == forwards[::-1]


@few_examples
@given(steps=trees, since=st.integers(0, 24))
def test_navigation_visits_each_unread_comment_once(
    make_article: MakeArticle, steps: list[int], since: int
) -> None:
    thread = create_thread(make_article, steps)
    for view in View:
        for order in Order:
            new = [
                comment.number
                for comment in read(thread, view, order)
                if (comment.number or 0) > since
            ]
            for backwards in (False, True):
                met: list[int | None] = []
                beside = None
                while comment := find_next_unread(
                    thread=thread, since=since, visitor=Visitor(), view=view, order=order,
                    start=beside, backwards=backwards,
                ):  # fmt: skip
                    beside = comment.number
                    met.append(beside)
                assert met == (new[::-1] if backwards else new)


@few_examples
@given(steps=trees)
def test_a_branch_contains_a_comment_and_all_replies(
    make_article: MakeArticle, steps: list[int]
) -> None:
    thread = create_thread(make_article, steps)
    tree = read(thread, View.THREADED, Order.OLDEST)
    for root in tree:
        below = [
            comment.number
            for comment in tree
            if bytes(comment.order_key).startswith(root.order_key)
        ]
        found, number = [], 1
        while number:
            begin = Comment.objects.get(pk=root.pk)
            branch = load_branch_page(article=thread.article, root=begin, number=number)
            assert 0 < len(branch.items) <= SIZE
            found += [(item.comment.number, item.depth) for item in branch.items]
            number = branch.next_number
        assert [number for number, _ in found] == below
        depths = [depth for _, depth in found]
        assert depths[0] == 0
        assert all(after <= before + 1 and after > 0 for before, after in pairwise(depths))
