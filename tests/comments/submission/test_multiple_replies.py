"""Replies to several comments. The first one is the parent."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Reference, Thread
from moderation.decisions.services.decide import decide
from moderation.models import Decision
from tests.comments.editing.own_comments import submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import fill_thread


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def get_reply_targets(number: int) -> set[int]:
    """Return the numbers of the comments that a comment replies to."""
    references = Reference.objects.filter(source__number=number, cue=Reference.Cue.REPLY)
    return set(references.values_list("target_number", flat=True))


@pytest.mark.parametrize("also", ["x", "1 -2", "1.5", "0x1", "²", "9" * 50, "1 " * 300])
def test_an_invalid_list_is_rejected(client: Client, article: Article, also: str) -> None:
    before = Comment.objects.count()
    response = submit(client, article, also=also)
    assert response.status_code in {303, 400}
    assert (response.status_code == 303) == (set(also.split()) == {"1"})
    assert Comment.objects.count() - before == (response.status_code == 303)


def test_too_many_targets_are_rejected(client: Client, article: Article) -> None:
    response = submit(client, article, also=" ".join(map(str, range(1, 20))))
    assert response.status_code == 400


def test_each_target_becomes_a_reference(
    client: Client, article: Article, rex: Commenter, comments: list[Comment]
) -> None:
    submit_as_rex(client, article, reply_to="2", also="3, 1 2")
    assert get_reply_targets(4) == {1, 2, 3}
    assert Comment.objects.get(number=4).parent == comments[1]


def test_the_list_alone_is_enough(
    client: Client, article: Article, rex: Commenter, comments: list[Comment]
) -> None:
    submit_as_rex(client, article, also="3 1")
    assert Comment.objects.get(number=4).parent == comments[2]


def test_targets_are_stored_while_the_comment_is_held(
    client: Client, article: Article, mo: User, comments: list[Comment]
) -> None:
    submit(client, article, reply_to="3", also="1", body="And @Ben too.")
    held = Comment.objects.get(status=Comment.Status.HELD)
    decide(moderator=mo, item=held, action=Decision.Action.APPROVE, expected_version=0)
    assert get_reply_targets(4) == {1, 3}
    assert Comment.objects.get(number=4).parent == comments[2]
    assert Reference.objects.filter(source=held).count() == 3


def test_an_unavailable_target_is_named_and_removed(
    client: Client, article: Article, rex: Commenter, comments: list[Comment]
) -> None:
    Comment.objects.filter(pk=comments[1].pk).update(status=Comment.Status.REMOVED)
    page = submit_as_rex(client, article, reply_to="2", also="3 1", body="All that I wrote.")
    assert page.status_code == 400
    (error,) = page.context["form"].non_field_errors()
    assert "2" in error
    assert "3" not in error
    assert "All that I wrote." in page.text
    assert 'name="reply_to" value="3"' in page.text
    assert 'name="also" value="1"' in page.text


def test_the_form_works_without_its_only_target(
    client: Client, article: Article, rex: Commenter
) -> None:
    page = submit_as_rex(client, article, reply_to="77")
    assert page.status_code == 400
    assert 'name="reply_to" id="id_reply_to"' in page.text
    assert 'value="77"' not in page.text
