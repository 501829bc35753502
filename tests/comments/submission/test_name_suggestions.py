"""Names and numbers of a thread, for completion."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from comments.submission import name_suggestions
from comments.threads.services.status import change_status
from tests.people import CreateComment, MakeArticle, fill_thread

ADDRESS = "/2016/12/the-harbour/comments/names.json"


def test_a_missing_article(client: Client, make_article: MakeArticle) -> None:
    assert client.get(ADDRESS).status_code == 404
    make_article(status="draft")
    assert client.get(ADDRESS).status_code == 404


def test_only_readable_comments_are_listed(
    client: Client, thread: Thread, create_comment: CreateComment, nia: Commenter
) -> None:
    first, *_ = fill_thread(thread, 3)
    change_status(comment=first, to=Comment.Status.REMOVED, expected_version=first.version)
    create_comment(nia, "I wait.")
    assert client.get(ADDRESS).json() == {"comments": [[3, "Cleo"], [2, "Ben"]]}


def test_a_thread_without_comments(client: Client, article: Article) -> None:
    assert client.get(ADDRESS).json() == {"comments": []}


def test_only_the_newest_are_listed(
    client: Client, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_thread(thread, 12)
    monkeypatch.setattr(name_suggestions, "MAX_SUGGESTIONS", 10)
    numbers = [number for number, _ in client.get(ADDRESS).json()["comments"]]
    assert numbers == list(range(12, 2, -1))


def test_an_unchanged_thread_needs_no_query(client: Client, thread: Thread) -> None:
    fill_thread(thread, 3)
    etag = client.get(ADDRESS)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again = client.get(ADDRESS, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert len(captured) == 1


def test_a_new_comment_is_listed(
    client: Client, thread: Thread, create_comment: CreateComment, rex: Commenter
) -> None:
    fill_thread(thread, 1)
    client.get(ADDRESS)
    create_comment(rex, "Hello")
    assert client.get(ADDRESS).json()["comments"][0] == [2, "Rex"]
