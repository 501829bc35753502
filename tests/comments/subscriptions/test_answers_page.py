"""Answers to me."""

import datetime as dt
from collections.abc import Callable
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
from tests.people import fill_thread

ANSWERS = "/people/me/replies/"
Say = Callable[..., Comment]


@pytest.fixture
def otto_speaks(otto: User) -> Commenter:
    """Otto as a commenter whose comments are published at once."""
    commenter = get_or_create_user_commenter(otto)
    Commenter.objects.filter(pk=commenter.pk).update(trust=Commenter.Trust.REGULAR)
    commenter.refresh_from_db()
    return commenter


def shown(client: Client) -> list[str]:
    """Return the texts on the page, in their order."""
    return [comment.text for comment in client.get(ANSWERS).context["page"].items]


def test_a_stranger_is_told_how(client: Client, db: None) -> None:
    response = client.get(ANSWERS)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "sign in" in response.text


def test_answers_stand_there_newest_first(
    client: Client, otto: User, otto_speaks: Commenter, rex: Commenter, ada: Commenter, say: Say
) -> None:
    mine = say(otto_speaks, "A remark")
    say(rex, "The first answer", reply_to=mine)
    say(rex, "Something else")
    say(ada, "The second answer", reply_to=mine)
    say(otto_speaks, "I answer myself", reply_to=mine)
    client.force_login(otto)
    assert shown(client) == ["The second answer", "The first answer"]


def test_an_answer_that_was_removed_is_gone(
    client: Client, otto: User, otto_speaks: Commenter, rex: Commenter, say: Say
) -> None:
    answer = say(rex, "An answer", reply_to=say(otto_speaks, "A remark"))
    change_status(comment=answer, to=Comment.Status.REMOVED, expected_version=0)
    client.force_login(otto)
    assert shown(client) == []


def test_a_guest_sees_them_in_the_browser_that_confirmed(
    client: Client, ada: Commenter, rex: Commenter, say: Say
) -> None:
    say(rex, "An answer", reply_to=say(ada, "A remark"))
    response = HttpResponse()
    remember_email(HttpRequest(), response, ada.email)
    client.cookies = response.cookies
    assert shown(client) == ["An answer"]


def test_what_came_since_the_last_visit_is_marked(
    client: Client, otto: User, otto_speaks: Commenter, rex: Commenter, say: Say
) -> None:
    mine = say(otto_speaks, "A remark")
    say(rex, "An old answer", reply_to=mine)
    client.force_login(otto)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)) as clock:
        assert client.get(ANSWERS).text.count("new-mark") == 0
        clock.shift(dt.timedelta(hours=2))
        say(rex, "A new answer", reply_to=mine)
        clock.shift(dt.timedelta(minutes=1))
        for _ in range(2):
            assert client.get(ANSWERS).text.count("new-mark") == 1
        clock.shift(dt.timedelta(hours=2))
        assert client.get(ANSWERS).text.count("new-mark") == 0


def test_pages(
    client: Client, otto: User, otto_speaks: Commenter, rex: Commenter, say: Say
) -> None:
    mine = say(otto_speaks, "A remark")
    for n in range(21):
        say(rex, f"Answer {n}", reply_to=mine)
    client.force_login(otto)
    assert len(shown(client)) == 20
    assert "Answer 0" in client.get(f"{ANSWERS}?page=2").text
    for number in ("3", "0", "x"):
        assert client.get(f"{ANSWERS}?page={number}").status_code == HTTPStatus.NOT_FOUND


def test_it_costs_the_same_in_a_busy_thread(
    client: Client, otto: User, otto_speaks: Commenter, rex: Commenter, say: Say, thread: Thread
) -> None:
    client.force_login(otto)
    mine = say(otto_speaks, "A remark")
    say(rex, "Answer", reply_to=mine)
    client.get(ANSWERS)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(ANSWERS)
        return len(queries)

    few = cost()
    fill_thread(thread, 50, answer_every=2)
    for n in range(10):
        say(rex, f"Answer {n}", reply_to=mine)
    assert cost() == few


def test_nobody_else_may_keep_the_page(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert "no-store" in client.get(ANSWERS)["Cache-Control"]
