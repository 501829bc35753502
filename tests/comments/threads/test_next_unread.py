"""Navigation between unread comments, across pages."""

import pytest
from django.test import Client
from pytest_django import Settings

from comments.models import Comment, Thread
from tests.people import fill_thread

UNREAD = "/2016/12/the-harbour/comments/unread/"
PAGE = "/2016/12/the-harbour/comments/page"


@pytest.fixture(autouse=True)
def filled_thread(thread: Thread, settings: Settings) -> Thread:
    """A thread with thirty comments, ten on a page."""
    settings.COMMENTS_PER_PAGE = 10
    fill_thread(thread, 30, reply_every=3)
    return thread


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("since=12", f"{PAGE}/2/#c13"),
        ("since=12&after=20", f"{PAGE}/3/#c21"),
        ("since=12&before=21", f"{PAGE}/2/#c20"),
        ("since=12&order=newest", "/2016/12/the-harbour.html?order=newest#c30"),
        ("since=12&after=21&order=newest", f"{PAGE}/2/?order=newest#c20"),
        ("after=10", f"{PAGE}/2/#c11"),
    ],
)
def test_it_redirects_to_the_next_one(client: Client, query: str, place: str) -> None:
    response = client.get(f"{UNREAD}?{query}")
    assert (response.status_code, response["Location"]) == (302, place)


@pytest.mark.parametrize("query", ["since=30", "since=12&after=30", "since=12&before=13"])
def test_without_another_one_the_response_is_204(client: Client, query: str) -> None:
    response = client.get(f"{UNREAD}?{query}")
    assert (response.status_code, response.content) == (204, b"")


def test_stubs_are_skipped(client: Client, filled_thread: Thread) -> None:
    filled_thread.comments.filter(number__in=[13, 14]).update(status=Comment.Status.REMOVED)
    assert client.get(f"{UNREAD}?since=12")["Location"] == f"{PAGE}/2/#c15"


@pytest.mark.parametrize("word", ["x", "-1", "9" * 30, "٣"])
def test_an_invalid_number_means_the_beginning(client: Client, word: str) -> None:
    response = client.get(UNREAD, {"since": word, "after": word})
    assert response["Location"] == "/2016/12/the-harbour.html#c1"
