"""Read marks of users with an account."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter, ReadMark, Thread
from comments.threads.services.read_marks import mark_read
from tests.people import fill_thread

SEEN = "/2016/12/the-harbour/comments/seen/"
ARTICLE = "/2016/12/the-harbour.html"
HOUR = dt.timedelta(hours=1)
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def filled_thread(thread: Thread) -> Thread:
    """A thread with ten comments."""
    fill_thread(thread, 10)
    thread.refresh_from_db()
    return thread


def read(reader: User, thread: Thread, number: int, at: dt.datetime) -> ReadMark:
    """Record a visit to a thread at a time."""
    with time_machine.travel(at, tick=False):
        mark_read(reader=reader, thread=thread, number=number)
    return ReadMark.objects.get(user=reader, thread=thread)


def test_nothing_is_unread_on_the_first_visit(otto: User, filled_thread: Thread) -> None:
    mark = read(otto, filled_thread, 10, NOON)
    assert mark.get_unread_start(NOON) == (10, NOON)


def test_unread_comments_stay_unread_during_a_visit(otto: User, filled_thread: Thread) -> None:
    read(otto, filled_thread, 4, NOON)
    mark = read(otto, filled_thread, 10, NOON + HOUR)
    assert mark.get_unread_start(NOON + HOUR + dt.timedelta(minutes=5)) == (4, NOON)
    mark = read(otto, filled_thread, 10, NOON + HOUR + dt.timedelta(minutes=20))
    assert mark.get_unread_start(NOON + HOUR + dt.timedelta(minutes=40)) == (4, NOON)


def test_the_next_visit_starts_where_this_one_ended(otto: User, filled_thread: Thread) -> None:
    read(otto, filled_thread, 4, NOON)
    mark = read(otto, filled_thread, 10, NOON + HOUR)
    assert mark.get_unread_start(NOON + 3 * HOUR) == (10, NOON + HOUR)


def test_a_late_report_moves_the_mark_not_back(otto: User, filled_thread: Thread) -> None:
    read(otto, filled_thread, 8, NOON)
    assert read(otto, filled_thread, 5, NOON).last_number == 8


def test_the_mark_is_capped_at_the_last_number(otto: User, filled_thread: Thread) -> None:
    assert read(otto, filled_thread, 999, NOON).last_number == 10


def test_a_post_moves_the_mark(client: Client, otto: User, filled_thread: Thread) -> None:
    client.force_login(otto)
    assert client.post(SEEN, {"number": "7"}).status_code == 204
    assert ReadMark.objects.get().last_number == 7


def test_a_guest_has_no_mark(client: Client, filled_thread: Thread) -> None:
    assert client.post(SEEN, {"number": "7"}).status_code == 403
    assert not ReadMark.objects.exists()


def test_another_site_cannot_move_it(client: Client, otto: User, filled_thread: Thread) -> None:
    client.force_login(otto)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(SEEN, {"number": "7"}, headers=headers).status_code == 403
    assert not ReadMark.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "٣"])
def test_an_invalid_number_means_the_beginning(
    client: Client, otto: User, filled_thread: Thread, number: str
) -> None:
    client.force_login(otto)
    assert client.post(SEEN, {"number": number}).status_code == 204
    assert ReadMark.objects.get().last_number == 0


def test_the_page_counts_unread_comments_without_scripts(
    client: Client, otto: User, filled_thread: Thread
) -> None:
    client.force_login(otto)
    read(otto, filled_thread, 4, timezone.now() - 3 * HOUR)
    text = client.get(ARTICLE).text
    assert 'data-count="6"' in text
    first = client.get("/2016/12/the-harbour/comments/unread/?since=4")
    assert (first.status_code, first["Location"]) == (302, f"{ARTICLE}#c5")


def test_stubs_are_not_counted(client: Client, otto: User, filled_thread: Thread) -> None:
    client.force_login(otto)
    read(otto, filled_thread, 4, timezone.now() - 3 * HOUR)
    filled_thread.comments.filter(number=5).update(status=Comment.Status.REMOVED)
    assert 'data-count="5"' in client.get(ARTICLE).text
    first = client.get("/2016/12/the-harbour/comments/unread/?since=4")
    assert first["Location"] == f"{ARTICLE}#c6"


def test_own_comments_are_not_counted(client: Client, otto: User, filled_thread: Thread) -> None:
    client.force_login(otto)
    read(otto, filled_thread, 4, timezone.now() - 3 * HOUR)
    Commenter.objects.filter(comments__thread=filled_thread, comments__number=5).update(user=otto)
    assert 'data-count="5"' in client.get(ARTICLE).text
    first = client.get("/2016/12/the-harbour/comments/unread/?since=4")
    assert first["Location"] == f"{ARTICLE}#c6"


def test_a_button_marks_all_as_read(client: Client, otto: User, filled_thread: Thread) -> None:
    client.force_login(otto)
    read(otto, filled_thread, 4, timezone.now() - 3 * HOUR)
    response = client.post(SEEN, {"number": "10", "all_read": ""})
    assert (response.status_code, response["Location"]) == (303, f"{ARTICLE}#comments")
    text = client.get(ARTICLE).text
    assert 'data-count="0"' in text
    assert 'name="all_read"' not in text


def test_the_server_counts_nothing_for_guests(client: Client, filled_thread: Thread) -> None:
    text = client.get(ARTICLE).text
    assert "data-count=" not in text
    assert "data-mark-read-url" not in text
