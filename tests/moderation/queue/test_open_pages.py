"""What a page that stays open asks for: how much waits, who else looks, what was done."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.models import Decision, Look
from moderation.services.deciding import decide
from moderation.services.looking import look_at
from tests.moderation.queue.reading import QUEUE

Say = Callable[..., Comment]
WAITING = f"{QUEUE}waiting/"
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def held(say: Say, nia: Commenter) -> Comment:
    """A comment that waits."""
    return say(nia, "Hello")


def test_what_has_not_changed_is_not_told_again(moderator: Client, held: Comment) -> None:
    first = moderator.get(WAITING)
    assert first.json() == {"words": "1 comment waits"}
    again = moderator.get(WAITING, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_asking_again_costs_the_session_and_nothing_of_the_queue(
    moderator: Client, held: Comment
) -> None:
    moderator.get(WAITING)
    with CaptureQueriesContext(connection) as captured:
        moderator.get(WAITING)
    assert not [one["sql"] for one in captured if "comments_comment" in one["sql"]]


def test_an_open_comment_tells_of_colleagues(moderator: Client, held: Comment, ed: User) -> None:
    look_at(moderator=ed, comment=held)
    answer = moderator.post(f"{QUEUE}{held.pk}/look/", {"version": "0"})
    assert "<bdi>Ed</bdi> is looking at this" in answer.text
    assert Look.objects.count() == 2


def test_an_open_comment_tells_what_was_decided(moderator: Client, held: Comment, ed: User) -> None:
    decide(moderator=ed, item=held, action=Decision.Action.REJECT, expected_version=0)
    answer = moderator.post(f"{QUEUE}{held.pk}/look/", {"version": "0"})
    assert "is decided already: rejected by Ed" in answer.text


def test_a_script_learns_what_was_done_and_how_to_undo_it(moderator: Client, held: Comment) -> None:
    path = f"/admin/moderation/comments/{held.pk}/decide/"
    answer = moderator.post(path, {"action": "approve", "version": 0}, headers=FRAGMENT)
    assert answer.status_code == 200
    assert "The comment of Nia: approved." in answer.text
    assert "0 comments wait" in answer.text
    undo = f"/admin/moderation/decisions/{held.decisions.get(action='approve').pk}/undo/"
    assert f'action="{undo}"' in answer.text
    undone = moderator.post(undo, headers=FRAGMENT)
    assert f'data-about="{held.pk}"' in undone.text
    late = moderator.post(undo, headers=FRAGMENT)
    assert late.status_code == 409
    assert "This is undone already, by Mo." in late.text


def test_without_a_script_the_page_says_so(moderator: Client, held: Comment) -> None:
    path = f"/admin/moderation/comments/{held.pk}/decide/"
    page = moderator.post(path, {"action": "approve", "version": 0}, follow=True).text
    assert "The comment of Nia: approved." in page
    undo = f"/admin/moderation/decisions/{held.decisions.get(action='approve').pk}/undo/"
    assert f'action="{undo}"' in page
    assert "Undone: Nia, approved." in moderator.post(undo, follow=True).text
    assert "This is undone already, by Mo." in moderator.post(undo, follow=True).text


def test_featuring(moderator: Client, say: Say, rex: Commenter) -> None:
    comment = say(rex, "Well said")
    path = f"/admin/moderation/comments/{comment.pk}/feature/"
    assert "Rex 1 is featured." in moderator.post(path, follow=True).text
    assert "no longer featured" in moderator.post(path, {"on": "0"}, follow=True).text
