import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Comment, Commenter
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Presence
from moderation.queue.services import record_presence
from tests.moderation.queue.parsing import QUEUE
from tests.people import CreateComment

PENDING = f"{QUEUE}pending/"
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def held(create_comment: CreateComment, nia: Commenter) -> Comment:
    return create_comment(nia, "Hello")


def test_an_unchanged_count_is_a_304(moderator: Client, held: Comment) -> None:
    first = moderator.get(PENDING)
    assert first.json()["pending"] == 1
    again = moderator.get(PENDING, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_open_queue_gets_the_counts_of_its_tabs(
    moderator: Client, held: Comment, create_comment: CreateComment, rex: Commenter
) -> None:
    create_comment(rex, "Hello")
    answer = moderator.get(PENDING, {"tabs": "1"})
    assert answer.json()["counts"] == {
        "pending": "1", "reported": "0", "spam": "0", "edits": "0", "appeals": "0",
        "unreviewed": "1",
    }  # fmt: skip
    assert moderator.get(PENDING).json()["counts"] == {}
    create_comment(rex, "Hello again")
    changed = moderator.get(PENDING, {"tabs": "1"}, headers={"If-None-Match": answer["ETag"]})
    assert changed.json()["counts"]["unreviewed"] == "2"


@pytest.mark.parametrize("username", ["otto", "nobody"])
def test_others_get_no_counts(
    request: pytest.FixtureRequest, client: Client, held: Comment, username: str
) -> None:
    if username != "nobody":
        client.force_login(request.getfixturevalue(username))
    assert client.get(PENDING, {"tabs": "1"}).status_code in {302, 403}


def test_a_cached_count_reads_no_comments(moderator: Client, held: Comment) -> None:
    moderator.get(PENDING)
    with CaptureQueriesContext(connection) as captured:
        moderator.get(PENDING)
    assert not [query["sql"] for query in captured if "comments_comment" in query["sql"]]


def test_an_open_comment_shows_other_moderators(moderator: Client, held: Comment, ed: User) -> None:
    record_presence(moderator=ed, comment=held)
    answer = moderator.post(f"{QUEUE}{held.pk}/presence/", {"version": "0"})
    assert f'data-presence="{ed.pk}"' in answer.text
    assert Presence.objects.count() == 2


def test_an_open_comment_shows_a_decision_made_meanwhile(
    moderator: Client, held: Comment, ed: User
) -> None:
    decide(moderator=ed, item=held, action=Decision.Action.REJECT, expected_version=0)
    answer = moderator.post(f"{QUEUE}{held.pk}/presence/", {"version": "0"})
    assert "data-already-decided" in answer.text
    assert "by Ed" in answer.text


def test_a_fragment_has_the_result_and_an_undo_button(moderator: Client, held: Comment) -> None:
    path = f"/admin/moderation/comments/{held.pk}/decide/"
    answer = moderator.post(path, {"action": "approve", "version": 0}, headers=FRAGMENT)
    assert answer.status_code == 200
    assert 'class="success"' in answer.text
    assert 'data-pending="0"' in answer.text
    undo = f"/admin/moderation/decisions/{held.decisions.get(action='approve').pk}/undo/"
    assert f'action="{undo}"' in answer.text
    undone = moderator.post(undo, headers=FRAGMENT)
    assert f'data-comment="{held.pk}"' in undone.text
    late = moderator.post(undo, headers=FRAGMENT)
    assert late.status_code == 409
    assert "Mo has already undone" in late.text


def test_without_a_script_messages_are_shown(moderator: Client, held: Comment) -> None:
    path = f"/admin/moderation/comments/{held.pk}/decide/"
    page = moderator.post(path, {"action": "approve", "version": 0}, follow=True).text
    assert 'class="success"' in page
    undo = f"/admin/moderation/decisions/{held.decisions.get(action='approve').pk}/undo/"
    assert f'action="{undo}"' in page
    assert 'class="success"' in moderator.post(undo, follow=True).text
    assert 'class="warning"' in moderator.post(undo, follow=True).text


def test_featuring(moderator: Client, create_comment: CreateComment, rex: Commenter) -> None:
    comment = create_comment(rex, "Well said")
    path = f"/admin/moderation/comments/{comment.pk}/feature/"
    assert 'class="success"' in moderator.post(path, follow=True).text
    comment.refresh_from_db()
    assert comment.featured_at
    assert 'class="success"' in moderator.post(path, {"on": "0"}, follow=True).text
    comment.refresh_from_db()
    assert not comment.featured_at
