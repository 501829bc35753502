"""The public contract's addresses, and what answers where nothing is."""

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Comment, Thread
from tests.people import fill_thread

HARBOUR = [2016, 12, "the-harbour"]


@pytest.fixture
def comments(thread: Thread) -> list[Comment]:
    """A thread with two comments."""
    return fill_thread(thread, 2)


@pytest.mark.parametrize(
    ("name", "args", "path"),
    [
        ("blog:home", [], "/"),
        ("blog:home_page", [2], "/page/2/"),
        ("blog:article", HARBOUR, "/2016/12/the-harbour.html"),
        ("blog:month", [2016, 12], "/2016/12/"),
        ("blog:archives", [], "/archives/"),
        ("blog:category", ["ships"], "/category/ships/"),
        ("blog:tag", ["ships"], "/tag/ships/"),
        ("blog:search", [], "/search/"),
        ("blog:feed", [], "/atom.xml"),
        ("comments:feed", [], "/comments/atom.xml"),
        ("comments:page", [*HARBOUR, 2], "/2016/12/the-harbour/comments/page/2/"),
        ("comments:permalink", [*HARBOUR, 7], "/2016/12/the-harbour/comments/7/"),
        ("comments:submit", HARBOUR, "/2016/12/the-harbour/comments/post/"),
        ("comments:thread_feed", HARBOUR, "/2016/12/the-harbour/comments/atom.xml"),
        ("comments:commenter", ["rex"], "/people/rex/"),
        ("moderation:queue", [], "/admin/moderation/queue/"),
        ("admin:index", [], "/admin/"),
    ],
)
def test_the_contract(name: str, args: list[object], path: str) -> None:
    assert reverse(name, args=args) == path


@pytest.mark.parametrize(
    "path",
    [
        "/2016/13/the-harbour.html",
        "/2016/00/the-harbour.html",
        "/2016/1/the-harbour.html",
        "/16/12/the-harbour.html",
        "/0000/12/the-harbour.html",
        "/2016/12/no-such-article.html",
        "/2016/12/the harbour.html",
        "/2016/12/the-harbour%00.html",
        "/2016/12/%ff.html",
        "/2016/12/" + "x" * 5000 + ".html",
        "/2016/12/the-harbour/comments/page/0/",
        "/2016/12/the-harbour/comments/page/2/",
        "/2016/12/the-harbour/comments/page/-1/",
        "/2016/12/the-harbour/comments/page/x/",
        "/2016/12/the-harbour/comments/page/" + "9" * 30 + "/",
        "/2016/12/the-harbour/comments/page/" + "9" * 5000 + "/",
        "/2016/12/the-harbour/comments/page/2/?view=threaded",
        "/2016/13/the-harbour/comments/1/",
        "/2016/12/the-harbour/comments/1/nonsense/",
        "/no-such-page/",
        "/media/no-such-picture.png",
    ],
)
def test_missing_pages_are_404(client: Client, comments: list[Comment], path: str) -> None:
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("path", ["../manage.py", "%2e%2e/%2e%2e/manage.py", "//etc/passwd"])
def test_a_picture_is_served_from_the_media_folder(client: Client, db: None, path: str) -> None:
    assert client.get(f"/media/{path}").status_code in {400, 404}


@pytest.mark.parametrize("view", ["made-up", "", "THREADED", "\x00", "x" * 5000])
def test_an_unknown_view_is_the_flat_one(
    client: Client, comments: list[Comment], view: str
) -> None:
    response = client.get("/2016/12/the-harbour.html", {"view": view})
    assert response.status_code == 200
    assert 'class="comment-list flat"' in response.text
