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


def by_itself(user: User, client: Client) -> None:
    """Delete the instance."""
    user.delete()


def among_others(user: User, client: Client) -> None:
    """Delete by queryset."""
    make_user("other")
    User.objects.filter(username__in=["other", user.username]).delete()


def in_the_admin(user: User, client: Client) -> None:
    """Delete it in the admin."""
    client.force_login(User.objects.create_superuser("root"))
    response = client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    assert response.status_code == 302


def let_recommend(user: User, comments: list[Comment]) -> None:
    """Recommend comments as an account."""
    for comment in comments:
        recommend_comment(visitor=Visitor(user), comment=comment)


def counts() -> list[int]:
    """Return the counters after checking them against the rows."""
    comments = Comment.objects.order_by("number")
    told = [comment.recommend_count for comment in comments]
    assert told == [comment.recommendations.count() for comment in comments]
    return told


@pytest.mark.parametrize("delete", [by_itself, among_others, in_the_admin])
def test_its_recommendations_are_deleted(
    client: Client, thread: Thread, otto: User, mo: User, delete: Callable[[User, Client], None]
) -> None:
    comments = fill_thread(thread, 3)
    let_recommend(otto, comments[:2])
    let_recommend(mo, comments[1:])
    assert counts() == [1, 2, 1]
    before = Thread.objects.get().recommended_at
    delete(otto, client)
    assert not User.objects.filter(username="otto").exists()
    assert counts() == [0, 1, 1]
    after = Thread.objects.get().recommended_at
    assert before is not None
    assert after is not None
    assert after > before


def test_the_number_of_queries_is_constant(thread: Thread, otto: User, mo: User) -> None:
    comments = fill_thread(thread, 10)
    let_recommend(otto, comments[:1])
    let_recommend(mo, comments)
    costs = []
    for user in (otto, mo):
        with CaptureQueriesContext(connection) as captured:
            user.delete()
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_other_threads_are_not_changed(thread: Thread, otto: User) -> None:
    fill_thread(thread, 1)
    otto.delete()
    assert Thread.objects.get().recommended_at is None
