"""An author takes a comment back, at any time; its number and the answers to it stay."""

import datetime as dt
from collections.abc import Callable

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

Say = Callable[..., Comment]
Status = Comment.Status


@pytest.fixture
def mine(client: Client, article: Article, rex: Commenter) -> Comment:
    """A published comment of this browser's."""
    submit_as_rex(client, article)
    return Comment.objects.get()


def test_a_stranger_cannot(mine: Comment) -> None:
    assert Client().get(get_url(mine, "withdraw")).status_code == 404
    assert Client().post(get_url(mine, "withdraw")).status_code == 404
    with pytest.raises(PermissionDenied):
        withdraw_comment(visitor=Visitor(), comment=mine)
    mine.refresh_from_db()
    assert mine.status == Status.PUBLISHED


def test_a_forged_post_is_refused(mine: Comment, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(get_url(mine, "withdraw")).status_code == 403


def test_looking_withdraws_nothing(client: Client, mine: Comment) -> None:
    assert "Fine ships." in client.get(get_url(mine, "withdraw")).text
    mine.refresh_from_db()
    assert mine.status == Status.PUBLISHED


def test_the_number_stays_and_the_text_goes(
    client: Client, article: Article, mine: Comment, say: Say, nia: Commenter
) -> None:
    set_trust(commenter=nia, trust=Commenter.Trust.REGULAR)
    say(nia, "Are they?", mine)
    with time_machine.travel(timezone.now() + dt.timedelta(days=100)):
        assert client.post(get_url(mine, "withdraw")).status_code == 303
    mine.refresh_from_db()
    assert (mine.status, mine.number) == (Status.WITHDRAWN, 1)
    page = Client().get(article.get_absolute_url()).text
    assert "Withdrawn by its author." in page
    assert "Fine ships." not in page
    assert 'id="c2"' in page
    mine.thread.refresh_from_db()
    assert mine.thread.published_count == 1


def test_twice_is_as_good_as_once(client: Client, mine: Comment) -> None:
    assert [client.post(get_url(mine, "withdraw")).status_code for _ in range(2)] == [303, 303]
    mine.thread.refresh_from_db()
    assert (mine.thread.published_count, mine.thread.numbered_count) == (0, 1)


def test_what_waits_can_be_withdrawn(client: Client, article: Article, mo: User) -> None:
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
def test_what_a_moderator_decided_about_stays_decided(
    client: Client, mine: Comment, status: Status
) -> None:
    change_status(comment=mine, to=status, expected_version=mine.version)
    response = client.post(get_url(mine, "withdraw"))
    assert response.status_code == 403
    mine.refresh_from_db()
    assert mine.status == status


def test_a_change_that_waits_goes_with_it(client: Client, mine: Comment, rex: Commenter) -> None:
    set_trust(commenter=rex, trust=Commenter.Trust.HELD)
    edit(client, mine, "Buy ships.")
    client.post(get_url(mine, "withdraw"))
    assert not CommentRevision.objects.pending().exists()


def test_the_same_text_may_come_again(client: Client, article: Article, mine: Comment) -> None:
    client.post(get_url(mine, "withdraw"))
    assert submit_as_rex(client, article)["Location"].endswith("/comments/2/")
