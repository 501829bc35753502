"""Numbers are assigned on first publication, in order, and never change."""

import pytest
from django.db import IntegrityError, transaction

from comments.models import Comment, Commenter, Thread
from comments.submission.services import submit_comment
from comments.threads.services.comment_numbers import assign_comment_numbers
from comments.threads.services.status import change_status
from comments.threads.services.threads import get_or_create_thread
from tests.people import CreateComment, MakeArticle

pytestmark = pytest.mark.every_database

Status = Comment.Status


def change(comment: Comment, to: Status) -> Comment:
    """Change the status of a comment."""
    comment.refresh_from_db()
    return change_status(comment=comment, to=to, expected_version=comment.version)


def test_published_comments_are_numbered_in_order(
    create_comment: CreateComment, rex: Commenter
) -> None:
    assert [create_comment(rex, f"Remark {n}").number for n in range(3)] == [1, 2, 3]


def test_a_held_comment_has_no_number(
    create_comment: CreateComment, nia: Commenter, thread: Thread
) -> None:
    assert create_comment(nia, "First time here").number is None
    thread.refresh_from_db()
    assert (thread.last_number, thread.numbered_count) == (0, 0)


def test_approval_assigns_the_next_number(
    create_comment: CreateComment, nia: Commenter, rex: Commenter
) -> None:
    held = create_comment(nia, "First time here")
    create_comment(rex, "One")
    approved = change(held, Status.PUBLISHED)
    assert approved.number == 2
    assert approved.published_at is not None
    assert create_comment(rex, "Two").number == 3


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SPAM])
def test_an_unpublished_comment_has_no_number(
    create_comment: CreateComment, nia: Commenter, status: Status
) -> None:
    assert change(create_comment(nia, "First time here"), status).number is None


@pytest.mark.parametrize("status", [Status.REMOVED, Status.SPAM, Status.WITHDRAWN])
def test_a_removed_comments_number_is_not_reused(
    create_comment: CreateComment, rex: Commenter, status: Status
) -> None:
    first = create_comment(rex, "One")
    assert change(first, status).number == 1
    assert create_comment(rex, "Two").number == 2
    assert change(first, Status.PUBLISHED).number == 1


def test_each_thread_has_its_own_numbers(
    create_comment: CreateComment, rex: Commenter, make_article: MakeArticle
) -> None:
    create_comment(rex, "One")
    elsewhere = get_or_create_thread(make_article("The Lighthouse"))
    comment = submit_comment(thread=elsewhere, commenter=rex, body="One").comment
    assert comment is not None
    assert comment.number == 1


def test_a_rollback_returns_the_number(
    create_comment: CreateComment, rex: Commenter, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: object) -> None:
        raise RuntimeError("the power went out")

    with monkeypatch.context() as patch:
        patch.setattr("comments.submission.services.update_counters", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            create_comment(rex, "Lost")
    thread.refresh_from_db()
    assert thread.last_number == 0
    assert not Comment.objects.exists()
    assert create_comment(rex, "Kept").number == 1


def test_several_numbers_are_assigned_at_once(thread: Thread) -> None:
    with transaction.atomic():
        assert assign_comment_numbers(thread=thread, count=5) == 1
        assert assign_comment_numbers(thread=thread) == 6


def test_the_database_rejects_a_duplicate_number(
    create_comment: CreateComment, rex: Commenter, thread: Thread
) -> None:
    one, other = create_comment(rex, "One"), create_comment(rex, "Two")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=other.pk).update(number=one.number)


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.REMOVED])
def test_the_database_rejects_a_published_comment_without_a_number(
    create_comment: CreateComment, nia: Commenter, status: Status
) -> None:
    held = create_comment(nia, "First time here")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=held.pk).update(status=status)
