"""The number of queries of a page doesn't depend on the thread's size, and none is a scan."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts import roles
from accounts.models import User
from blog.models import Article, Tag
from blog.templatetags.site import current_site
from comments.models import Comment, Commenter, Thread
from comments.rendering.comment_pages import load_page
from comments.submission.services import submit_comment
from comments.threads.ordering import View
from comments.threads.pagination import get_page_count
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from moderation.decisions.services.featuring import feature_comment
from tests.comments.submission.posting import submit
from tests.comments.visitors.cookies import recognize
from tests.people import ARTICLE_DAY, create_article, fill_thread, make_user

pytestmark = pytest.mark.slow

UNCACHED = 8
BASE = "/2016/12/the-harbour"


def get_queries(call: Callable[[], object]) -> list[str]:
    """Return the SQL statements of a call."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return [query["sql"] for query in captured]


def get_cold_queries(client: Client, path: str) -> list[str]:
    """Return the SQL statements of a page with an empty cache."""
    cache.clear()
    response = []
    statements = get_queries(lambda: response.append(client.get(path)))
    assert response[0].status_code == 200
    return statements


@pytest.fixture(scope="module")
def articles(module_db: DjangoDbBlocker) -> None:
    """Create an article with ten comments and one with 5,000."""
    with module_db.unblock():
        author = make_user("ann", role=roles.AUTHOR)
        small = create_article("The Lighthouse", author=author)
        fill_thread(get_or_create_thread(small), 10, reply_every=3)
        _fill_large_thread(get_or_create_thread(create_article(author=author)))


def _fill_large_thread(thread: Thread) -> None:
    """Create 5,000 comments, two thirds of them replies."""
    commenters = [Commenter(name=f"Jo {n}", name_key=f"jo {n}", slug=f"jo-{n}") for n in range(500)]
    Commenter.objects.bulk_create(commenters)
    Comment.objects.bulk_create(
        Comment(
            thread=thread,
            commenter=commenters[n % 500],
            number=n,
            order_key=(n - n % 3 or n).to_bytes(4) + (n.to_bytes(4) if n % 3 and n > 3 else b""),
            depth=1 if n % 3 and n > 3 else 0,
            status=Comment.Status.PUBLISHED,
            author_name=f"Jo {n % 500}",
            source="Hello",
            html="<p>Hello</p>",
            text="Hello",
            published_at=ARTICLE_DAY,
        )
        for n in range(1, 5001)
    )
    Thread.objects.filter(pk=thread.pk).update(
        last_number=5000, numbered_count=5000, published_count=5000, version=1
    )


@pytest.fixture
def ann(articles: None, db: None) -> User:
    return User.objects.get(username="ann")


@pytest.fixture
def small(articles: None, db: None) -> Article:
    """An article with ten comments."""
    return Article.objects.get(title="The Lighthouse")


@pytest.fixture
def large(articles: None, db: None) -> Thread:
    """A thread of 5,000 comments."""
    return Thread.objects.select_related("article__author").get(article__title="The Harbour")


PLACES = [
    (".html", ".html"),
    (".html?view=threaded", ".html?view=threaded"),
    ("/comments/page/50/", "/comments/page/1/"),
    ("/comments/page/50/?view=threaded", "/comments/page/1/?view=threaded"),
    ("/comments/page/25/?view=threaded", "/comments/page/1/?view=threaded"),
]


def test_a_page_of_a_large_thread_takes_as_many_queries(
    client: Client, large: Thread, small: Article, subtests: pytest.Subtests
) -> None:
    for large_end, small_end in PLACES:
        with subtests.test(large_end):
            few = get_cold_queries(client, f"/2016/12/the-lighthouse{small_end}")
            many = get_cold_queries(client, f"{BASE}{large_end}")
            assert len(many) == len(few) <= UNCACHED


def test_a_page_with_all_features_takes_as_many_queries(
    client: Client, large: Thread, small: Article, mo: User
) -> None:
    sea = Tag.objects.create(name="sea", slug="sea")
    sea.articles.set([large.article, small])
    best = Comment.objects.filter(thread=large, number__in=[7, 9])
    best.update(recommend_count=5)
    Thread.objects.filter(pk=large.pk).update(recommended_at=ARTICLE_DAY)
    feature_comment(actor=mo, comment=Comment.objects.get(thread=large, number=4), featured=True)
    assert len(get_cold_queries(client, f"{BASE}.html")) == UNCACHED
    text = client.get(f"{BASE}.html").text
    headings = ("related-heading", "featured-heading", "recommended-heading")
    assert all(f'id="{heading}"' in text for heading in headings)


def test_a_cached_page_takes_no_query_for_its_comments(
    client: Client, large: Thread, subtests: pytest.Subtests
) -> None:
    for end, _ in PLACES:
        with subtests.test(end):
            first = get_cold_queries(client, f"{BASE}{end}")
            again = get_queries(partial(client.get, f"{BASE}{end}"))
            assert len(again) <= 5
            assert len(again) < len(first)
            assert not any("comments_comment" in statement for statement in again)
            assert not any("comments_reference" in statement for statement in again)


def test_a_permalink_takes_few_queries(
    client: Client, large: Thread, subtests: pytest.Subtests
) -> None:
    for number in (1, 50, 2500, 5000):
        for view in View:
            path = f"{BASE}/comments/{number}/?view={view}"
            with subtests.test(path):
                assert len(get_queries(partial(client.get, path))) <= 3


def test_a_person_page_takes_a_constant_number_of_queries(
    client: Client, small: Article, rex: Commenter
) -> None:
    thread = get_or_create_thread(small)
    fill_thread(thread, 201)
    submit_comment(thread=thread, commenter=rex, body="Hello")
    one, many = get_cold_queries(client, "/people/rex/"), get_cold_queries(client, "/people/ada/")
    assert len(one) == len(many) <= 5


def test_a_post_takes_a_constant_number_of_queries(large: Thread, small: Article) -> None:
    clients: dict[str, Client] = {}
    for name in ("Rex", "Max"):
        commenter = get_or_create_guest(name=name, email=f"{name}@example.org")
        set_trust(commenter=commenter, trust=Commenter.Trust.TRUSTED)
        recognize(clients.setdefault(name, Client()), commenter)
    current_site()  # fills the cache, as reading a page does
    few = get_queries(
        lambda: submit(clients["Rex"], small, name="Rex", email="rex@example.org", reply_to="4")
    )
    many = get_queries(
        lambda: submit(
            clients["Max"], large.article, name="Max", email="max@example.org", reply_to="4000"
        )
    )
    # Most screeners ask the database once.
    assert len(many) == len(few) <= 30


def get_plans(statements: list[str]) -> Iterator[tuple[str, str]]:
    """Return the steps of SQLite's query plans, with their statements."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            yield from ((str(row[3]), statement) for row in cursor.fetchall())


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_page_is_found_by_an_index(large: Thread, subtests: pytest.Subtests) -> None:
    for view in View:
        count = get_page_count(large, view)
        for number in (1, count // 2, count):
            with subtests.test(view=view, number=number):
                statements = get_queries(partial(load, large, number, view))
                assert len(statements) == 2
                for step, statement in get_plans(statements):
                    assert "SCAN" not in step, statement
                    # Every published comment of the site is in one part of this index.
                    assert "comments_comment_queue" not in step, statement
                # A page's references are sorted, its comments come in their order.
                steps = [step for step, _ in get_plans(statements[:1])]
                assert not any("TEMP B-TREE" in step for step in steps), steps


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_skipped_rows_of_a_threaded_page_are_not_read(large: Thread) -> None:
    steps = [step for step, _ in get_plans(get_queries(partial(load, large, 50, View.THREADED)))]
    assert any("COVERING INDEX comments_comment_tree" in step for step in steps), steps


def load(thread: Thread, number: int, view: View) -> None:
    """Load one page."""
    load_page(article=thread.article, thread=thread, number=number, view=view)
