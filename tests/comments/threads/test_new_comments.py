"""New comments as HTML, to insert into an open page."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.site.current import get_current_site
from comments.models import Comment, Thread
from comments.rendering.comment_pages import NEW_ITEMS_LIMIT
from comments.threads.comment_policy import get_comment_settings
from tests.people import fill_thread

SINCE = "/2016/12/the-harbour/comments/since"


def numbers(text: str) -> list[int]:
    """Return the numbers of the comments in an HTML fragment."""
    return [int(number) for number in re.findall(r'id="c(\d+)"', text)]


def test_they_are_in_number_order(client: Client, thread: Thread) -> None:
    fill_thread(thread, 10, reply_every=3)
    assert numbers(client.get(f"{SINCE}/4/").text) == [5, 6, 7, 8, 9, 10]
    assert numbers(client.get(f"{SINCE}/4/?view=threaded").text) == [5, 6, 7, 8, 9, 10]


def test_each_names_its_parent(client: Client, thread: Thread) -> None:
    fill_thread(thread, 6, reply_every=2)
    text = client.get(f"{SINCE}/2/?view=threaded").text
    assert re.findall(r'data-parent="(\d+)"', text) == ["2", "0", "4", "0"]


def test_a_response_has_at_most_a_hundred(client: Client, thread: Thread) -> None:
    fill_thread(thread, NEW_ITEMS_LIMIT + 20)
    first = numbers(client.get(f"{SINCE}/0/").text)
    assert first == list(range(1, NEW_ITEMS_LIMIT + 1))
    assert numbers(client.get(f"{SINCE}/{first[-1]}/").text) == list(range(101, 121))


def test_stubs_are_included_without_text(client: Client, thread: Thread) -> None:
    fill_thread(thread, 3)
    thread.comments.filter(number=3).update(status=Comment.Status.REMOVED)
    text = client.get(f"{SINCE}/2/").text
    assert numbers(text) == [3]
    assert "Remark" not in text


def test_there_are_none_after_the_last(client: Client, thread: Thread) -> None:
    fill_thread(thread, 3)
    for number in (3, 99):
        response = client.get(f"{SINCE}/{number}/")
        assert (response.status_code, response.text) == (200, "")


@pytest.mark.parametrize("number", [10**9, 10**400])
def test_a_number_too_large_is_not_found(client: Client, thread: Thread, number: int) -> None:
    fill_thread(thread, 3)
    assert client.get(f"{SINCE}/{number}/").status_code == 404


def test_made_up_numbers_fill_no_cache(
    client: Client, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_thread(thread, 3)
    client.get(f"{SINCE}/3/")
    cached_keys: list[str] = []
    monkeypatch.setattr("core.page_cache.store.set", lambda name, *_: cached_keys.append(name))
    for number in range(3, 40):
        for view in ("flat", "threaded", "made-up"):
            client.get(f"{SINCE}/{number}/?view={view}&order={number}&page={number}")
    assert cached_keys == []
    client.get(f"{SINCE}/2/?made=up")
    assert len(cached_keys) == 1


def test_they_are_rendered_once_for_all_readers(
    client: Client, thread: Thread, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_thread(thread, 10)
    get_comment_settings()  # read once a minute, for all pages
    get_current_site()  # the same
    with django_assert_num_queries(3):
        client.get(f"{SINCE}/4/")
    with django_assert_num_queries(1):
        client.get(f"{SINCE}/4/")


def test_an_empty_thread_has_none(client: Client, thread: Thread) -> None:
    assert client.get(f"{SINCE}/0/").text == ""


def test_a_missing_article_has_none(client: Client, db: None) -> None:
    assert client.get("/2016/12/nowhere/comments/since/0/").status_code == 404
