"""Authors can delete their comments at any time. Numbers and replies remain."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.editing.services import withdraw_comment
from comments.models import Comment, Commenter, CommentRevision
from comments.threads.services.status import change_status
from comments.visitors.services.commenters import set_trust
from comments.visitors.visitor import Visitor
from moderation.decisions.services.decide import AlreadyDecided, decide
from moderation.models import Decision
from tests.comments.editing.own import edit, get_url, submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import CreateComment

Status = Comment.Status


@pytest.fixture
def mine(client: Client, article: Article, rex: Commenter) -> Comment:
    """A published comment of this browser."""
    submit_as_rex(client, article)
    return Comment.objects.get()


def test_others_cannot_delete_it(mine: Comment) -> None:
    assert Client().get(get_url(mine, "withdraw")).status_code == 404
    assert Client().post(get_url(mine, "withdraw")).status_code == 404
    with pytest.raises(PermissionDenied):
        withdraw_comment(visitor=Visitor(), comment=mine)
    mine.refresh_from_db()
    assert mine.status == Status.PUBLISHED


def test_a_forged_post_is_rejected(mine: Comment, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(get_url(mine, "withdraw")).status_code == 403


def test_get_deletes_nothing(client: Client, mine: Comment) -> None:
    assert "Fine ships." in client.get(get_url(mine, "withdraw")).text
    mine.refresh_from_db()
    assert mine.status == Status.PUBLISHED


def test_the_text_is_removed_and_the_number_stays(
    client: Client, article: Article, mine: Comment, create_comment: CreateComment, nia: Commenter
) -> None:
    set_trust(commenter=nia, trust=Commenter.Trust.TRUSTED)
    create_comment(nia, "Are they?", mine)
    with time_machine.travel(timezone.now() + dt.timedelta(days=100)):
        assert client.post(get_url(mine, "withdraw")).status_code == 303
    mine.refresh_from_db()
    assert (mine.status, mine.number) == (Status.WITHDRAWN, 1)
    page = Client().get(article.get_absolute_url()).text
    assert 'data-status="withdrawn"' in page
    assert "Fine ships." not in page
    assert 'id="c2"' in page
    mine.thread.refresh_from_db()
    assert mine.thread.published_count == 1


def test_it_is_idempotent(client: Client, mine: Comment) -> None:
    assert [client.post(get_url(mine, "withdraw")).status_code for _ in range(2)] == [303, 303]
    mine.thread.refresh_from_db()
    assert (mine.thread.published_count, mine.thread.numbered_count) == (0, 1)


def test_a_held_comment_can_be_deleted(client: Client, article: Article, mo: User) -> None:
    submit(client, article)
    held = Comment.objects.get()
    assert client.post(get_url(held, "withdraw")).status_code == 303
    held.refresh_from_db()
    assert (held.status, held.number) == (Status.WITHDRAWN, None)
    with pytest.raises(AlreadyDecided):
        decide(
            moderator=mo, item=held, action=Decision.Action.APPROVE, expected_version=held.version
        )


@pytest.mark.parametrize("status", [Status.REMOVED, Status.SPAM])
def test_a_moderated_comment_cannot_be_deleted(
    client: Client, mine: Comment, status: Status
) -> None:
    change_status(comment=mine, to=status, expected_version=mine.version)
    response = client.post(get_url(mine, "withdraw"))
    assert response.status_code == 403
    mine.refresh_from_db()
    assert mine.status == status


def test_the_pending_edit_is_removed(client: Client, mine: Comment, rex: Commenter) -> None:
    set_trust(commenter=rex, trust=Commenter.Trust.PREMODERATED)
    edit(client, mine, "Buy ships.")
    client.post(get_url(mine, "withdraw"))
    assert not CommentRevision.objects.pending().exists()


def test_the_same_text_can_be_posted_again(client: Client, article: Article, mine: Comment) -> None:
    client.post(get_url(mine, "withdraw"))
    assert submit_as_rex(client, article)["Location"].endswith("/comments/2/")
