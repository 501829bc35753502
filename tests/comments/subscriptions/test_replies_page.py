import datetime as dt
from http import HTTPStatus

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.threads.services.status import change_status
from comments.visitors.cookies import remember_email
from comments.visitors.services.commenters import get_or_create_user_commenter
from tests.people import CreateComment, fill_thread

REPLIES = "/people/me/replies/"


@pytest.fixture
def otto_commenter(otto: User) -> Commenter:
    """Otto as a commenter whose comments are published immediately."""
    commenter = get_or_create_user_commenter(otto)
    Commenter.objects.filter(pk=commenter.pk).update(trust=Commenter.Trust.TRUSTED)
    commenter.refresh_from_db()
    return commenter


def get_replies(client: Client) -> list[str]:
    return [comment.text for comment in client.get(REPLIES).context["page"].items]


def test_unknown_visitors_are_asked_to_log_in(client: Client, db: None) -> None:
    response = client.get(REPLIES)
    assert response.status_code == HTTPStatus.OK
    assert 'href="/accounts/login/?next=/people/me/replies/"' in response.text
    assert 'href="/confirm/"' in response.text


def test_replies_are_ordered_newest_first(
    client: Client,
    otto: User,
    otto_commenter: Commenter,
    rex: Commenter,
    ada: Commenter,
    create_comment: CreateComment,
) -> None:
    remark = create_comment(otto_commenter, "A remark")
    create_comment(rex, "The first reply", reply_to=remark)
    create_comment(rex, "Something else")
    create_comment(ada, "The second reply", reply_to=remark)
    create_comment(otto_commenter, "I reply to myself", reply_to=remark)
    client.force_login(otto)
    assert get_replies(client) == ["The second reply", "The first reply"]


def test_removed_replies_are_not_shown(
    client: Client,
    otto: User,
    otto_commenter: Commenter,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    reply = create_comment(rex, "A reply", reply_to=create_comment(otto_commenter, "A remark"))
    change_status(comment=reply, to=Comment.Status.REMOVED, expected_version=0)
    client.force_login(otto)
    assert get_replies(client) == []


def test_a_guest_sees_replies_in_the_browser_that_confirmed(
    client: Client, ada: Commenter, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "A reply", reply_to=create_comment(ada, "A remark"))
    response = HttpResponse()
    remember_email(HttpRequest(), response, ada.email)
    client.cookies = response.cookies
    assert get_replies(client) == ["A reply"]


def test_replies_since_the_last_visit_are_marked(
    client: Client,
    otto: User,
    otto_commenter: Commenter,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    remark = create_comment(otto_commenter, "A remark")
    create_comment(rex, "An old reply", reply_to=remark)
    client.force_login(otto)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)) as clock:
        assert client.get(REPLIES).text.count("new-mark") == 0
        clock.shift(dt.timedelta(hours=2))
        create_comment(rex, "A new reply", reply_to=remark)
        clock.shift(dt.timedelta(minutes=1))
        for _ in range(2):
            assert client.get(REPLIES).text.count("new-mark") == 1
        clock.shift(dt.timedelta(hours=2))
        assert client.get(REPLIES).text.count("new-mark") == 0


def test_pages(
    client: Client,
    otto: User,
    otto_commenter: Commenter,
    rex: Commenter,
    create_comment: CreateComment,
) -> None:
    remark = create_comment(otto_commenter, "A remark")
    for n in range(21):
        create_comment(rex, f"Reply {n}", reply_to=remark)
    client.force_login(otto)
    assert len(get_replies(client)) == 20
    assert "Reply 0" in client.get(f"{REPLIES}?page=2").text
    for number in ("3", "0", "x"):
        assert client.get(f"{REPLIES}?page={number}").status_code == HTTPStatus.NOT_FOUND


def test_the_number_of_queries_is_constant(
    client: Client,
    otto: User,
    otto_commenter: Commenter,
    rex: Commenter,
    create_comment: CreateComment,
    thread: Thread,
) -> None:
    client.force_login(otto)
    remark = create_comment(otto_commenter, "A remark")
    create_comment(rex, "Reply", reply_to=remark)
    client.get(REPLIES)

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(REPLIES)
        return len(queries)

    few = count_queries()
    fill_thread(thread, 50, reply_every=2)
    for n in range(10):
        create_comment(rex, f"Reply {n}", reply_to=remark)
    assert count_queries() == few


def test_the_page_is_not_cached(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert "no-store" in client.get(REPLIES)["Cache-Control"]
