"""The state of a thread for open pages, and its query counts."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from blog.models import Article
from blog.site.current import get_current_site
from comments.models import Comment, Commenter, Thread
from comments.threads.services.comment_policy import set_comment_policy
from comments.threads.services.status import change_status
from tests.people import CreateComment, MakeArticle, fill_thread

STATE = "/2016/12/the-harbour/comments/state/"


def test_it_has_version_count_and_last_number(client: Client, thread: Thread) -> None:
    fill_thread(thread, 3)
    thread.refresh_from_db()
    assert client.get(STATE).json() == {"version": thread.version, "published": 3, "last": 3}


def test_an_article_without_comments_has_a_state(client: Client, article: Article) -> None:
    assert client.get(STATE).json() == {"version": 0, "published": 0, "last": 0}


def test_an_unchanged_thread_costs_no_query(
    client: Client, thread: Thread, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_thread(thread, 3)
    get_current_site()  # read once a minute, for all pages
    with django_assert_num_queries(1):
        etag = client.get(STATE)["ETag"]
    with django_assert_num_queries(0):
        for _ in range(200):
            answer = client.get(STATE, headers={"If-None-Match": etag})
            assert (answer.status_code, answer.content) == (304, b"")


def test_a_signed_in_user_costs_no_query(
    client: Client, otto: User, thread: Thread, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(otto)
    client.get(STATE)
    with django_assert_num_queries(0):
        client.get(STATE)


def test_a_commit_caches_the_new_state(
    client: Client,
    thread: Thread,
    rex: Commenter,
    create_comment: CreateComment,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    etag = client.get(STATE)["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        create_comment(rex, "Hello")
    with django_assert_num_queries(0):
        answer = client.get(STATE, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.json()["last"]) == (200, 1)


def test_closing_and_removing_are_changes(
    client: Client,
    thread: Thread,
    rex: Commenter,
    create_comment: CreateComment,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    comment = create_comment(rex, "Hello")
    before = client.get(STATE).json()
    with django_capture_on_commit_callbacks(execute=True):
        change_status(comment=comment, to=Comment.Status.REMOVED, expected_version=comment.version)
    removed = client.get(STATE).json()
    with django_capture_on_commit_callbacks(execute=True):
        set_comment_policy(thread=thread, policy=Thread.CommentPolicy.CLOSED)
    closed = client.get(STATE).json()
    assert before["version"] < removed["version"] < closed["version"]
    assert (before["published"], removed["published"], removed["last"]) == (1, 0, 1)


def test_a_rollback_changes_nothing(
    client: Client,
    thread: Thread,
    rex: Commenter,
    create_comment: CreateComment,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = client.get(STATE).json()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError, match="no"):  # noqa: PT012, SIM117
        with transaction.atomic():
            create_comment(rex, "Hello")
            raise ValueError("no")
    assert client.get(STATE).json() == before


def test_an_older_state_replaces_no_newer_one(
    client: Client,
    thread: Thread,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fill_thread(thread, 2)
    newer = client.get(STATE).json()
    Thread.objects.filter(pk=thread.pk).update(version=0)
    with django_capture_on_commit_callbacks(execute=True):
        set_comment_policy(thread=thread, policy=Thread.CommentPolicy.OPEN)
    # The stored version is 1 now, which is not above the version returned before.
    assert client.get(STATE).json()["version"] >= newer["version"]


@pytest.mark.parametrize("path", [STATE.replace("the-harbour", "nowhere"), STATE])
def test_a_missing_and_an_unpublished_article_look_the_same(
    client: Client, make_article: MakeArticle, ann: User, path: str
) -> None:
    make_article(status=Article.Status.DRAFT)
    cache.clear()
    assert client.get(path).status_code == 404
