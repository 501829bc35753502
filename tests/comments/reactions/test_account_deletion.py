"""The recommendations of deleted accounts no longer count."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from comments.models import Comment, Thread
from comments.reactions.services import recommend_comment
from comments.visitors.visitor import Visitor
from tests.people import fill_thread, make_user


def delete_instance(user: User, client: Client) -> None:
    """Delete the instance."""
    user.delete()


def delete_by_queryset(user: User, client: Client) -> None:
    """Delete by queryset."""
    make_user("other")
    User.objects.filter(username__in=["other", user.username]).delete()


def delete_in_admin(user: User, client: Client) -> None:
    """Delete it in the admin."""
    client.force_login(User.objects.create_superuser("root"))
    response = client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    assert response.status_code == 302


def recommend_all(user: User, comments: list[Comment]) -> None:
    """Recommend comments as an account."""
    for comment in comments:
        recommend_comment(visitor=Visitor(user), comment=comment)


def get_counts() -> list[int]:
    """Return the counters after checking them against the rows."""
    comments = Comment.objects.order_by("number")
    counts_of_rows = [comment.recommend_count for comment in comments]
    assert counts_of_rows == [comment.recommendations.count() for comment in comments]
    return counts_of_rows


@pytest.mark.parametrize("delete", [delete_instance, delete_by_queryset, delete_in_admin])
def test_its_recommendations_are_deleted(
    client: Client, thread: Thread, otto: User, mo: User, delete: Callable[[User, Client], None]
) -> None:
    comments = fill_thread(thread, 3)
    recommend_all(otto, comments[:2])
    recommend_all(mo, comments[1:])
    assert get_counts() == [1, 2, 1]
    before = Thread.objects.get().recommended_at
    delete(otto, client)
    assert not User.objects.filter(username="otto").exists()
    assert get_counts() == [0, 1, 1]
    after = Thread.objects.get().recommended_at
    assert before is not None
    assert after is not None
    assert after > before


def test_the_number_of_queries_is_constant(thread: Thread, otto: User, mo: User) -> None:
    comments = fill_thread(thread, 10)
    recommend_all(otto, comments[:1])
    recommend_all(mo, comments)
    query_counts = []
    for user in (otto, mo):
        with CaptureQueriesContext(connection) as captured:
            user.delete()
        query_counts.append(len(captured))
    assert query_counts[0] == query_counts[1]


def test_other_threads_are_not_changed(thread: Thread, otto: User) -> None:
    fill_thread(thread, 1)
    otto.delete()
    assert Thread.objects.get().recommended_at is None
