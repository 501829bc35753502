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
from tests.comments.editing.own_comments import edit, get_url, submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import CreateComment

Status = Comment.Status


@pytest.fixture
def own_comment(client: Client, article: Article, rex: Commenter) -> Comment:
    """A published comment of this browser."""
    submit_as_rex(client, article)
    return Comment.objects.get()


def test_others_cannot_delete_it(own_comment: Comment) -> None:
    assert Client().get(get_url(own_comment, "withdraw")).status_code == 404
    assert Client().post(get_url(own_comment, "withdraw")).status_code == 404
    with pytest.raises(PermissionDenied):
        withdraw_comment(visitor=Visitor(), comment=own_comment)
    own_comment.refresh_from_db()
    assert own_comment.status == Status.PUBLISHED


def test_a_forged_post_is_rejected(own_comment: Comment, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(get_url(own_comment, "withdraw")).status_code == 403


def test_get_deletes_nothing(client: Client, own_comment: Comment) -> None:
    assert "Fine ships." in client.get(get_url(own_comment, "withdraw")).text
    own_comment.refresh_from_db()
    assert own_comment.status == Status.PUBLISHED


def test_the_text_is_removed_and_the_number_stays(
    client: Client,
    article: Article,
    own_comment: Comment,
    create_comment: CreateComment,
    nia: Commenter,
) -> None:
    set_trust(commenter=nia, trust=Commenter.Trust.TRUSTED)
    create_comment(nia, "Are they?", own_comment)
    with time_machine.travel(timezone.now() + dt.timedelta(days=100)):
        assert client.post(get_url(own_comment, "withdraw")).status_code == 303
    own_comment.refresh_from_db()
    assert (own_comment.status, own_comment.number) == (Status.WITHDRAWN, 1)
    page = Client().get(article.get_absolute_url()).text
    assert 'data-status="withdrawn"' in page
    assert "Fine ships." not in page
    assert 'id="c2"' in page
    own_comment.thread.refresh_from_db()
    assert own_comment.thread.published_count == 1


def test_it_is_idempotent(client: Client, own_comment: Comment) -> None:
    assert [client.post(get_url(own_comment, "withdraw")).status_code for _ in range(2)] == [
        303,
        303,
    ]
    own_comment.thread.refresh_from_db()
    assert (own_comment.thread.published_count, own_comment.thread.numbered_count) == (0, 1)


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
    client: Client, own_comment: Comment, status: Status
) -> None:
    change_status(comment=own_comment, to=status, expected_version=own_comment.version)
    response = client.post(get_url(own_comment, "withdraw"))
    assert response.status_code == 403
    own_comment.refresh_from_db()
    assert own_comment.status == status


def test_the_pending_edit_is_removed(client: Client, own_comment: Comment, rex: Commenter) -> None:
    set_trust(commenter=rex, trust=Commenter.Trust.PREMODERATED)
    edit(client, own_comment, "Buy ships.")
    client.post(get_url(own_comment, "withdraw"))
    assert not CommentRevision.objects.pending().exists()


def test_the_same_text_can_be_posted_again(
    client: Client, article: Article, own_comment: Comment
) -> None:
    client.post(get_url(own_comment, "withdraw"))
    assert submit_as_rex(client, article)["Location"].endswith("/comments/2/")
