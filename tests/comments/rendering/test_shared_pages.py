"""An anonymous page is the same for all visitors and can be cached and revalidated."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter, Thread
from tests.comments.submission.posting import submit
from tests.comments.visitors.confirmation_links import confirm_email
from tests.people import CreateComment, fill_thread

PAGES = [
    "/2016/12/the-harbour.html",
    "/2016/12/the-harbour.html?view=threaded",
    "/2016/12/the-harbour/comments/page/1/",
    "/2016/12/the-harbour/comments/2/fragment/",
    "/people/ada/",
]
shared_page = pytest.mark.parametrize("path", PAGES)


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    """Fill the thread."""
    return fill_thread(thread, 12, reply_every=3)


@shared_page
def test_all_visitors_get_the_same_bytes(article: Article, path: str) -> None:
    one = Client().get(path, headers={"User-Agent": "One", "Cookie": "theme=dark"})
    other = Client().get(path, headers={"User-Agent": "Other"}, REMOTE_ADDR="192.0.2.9")
    assert one.status_code == 200
    assert one.content == other.content
    assert one["ETag"] == other["ETag"]


@shared_page
def test_no_cookie_is_set(client: Client, path: str) -> None:
    response = client.get(path)
    assert not response.cookies
    assert "csrf" not in response.text


@shared_page
def test_proxies_can_cache_it(client: Client, path: str) -> None:
    response = client.get(path)
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=0", "must-revalidate"}
    assert "Cookie" in response["Vary"]


@shared_page
def test_an_unchanged_page_is_not_sent_again(client: Client, path: str) -> None:
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    if packed.headers.get("Content-Encoding") == "gzip":
        etag = packed["ETag"]
        headers = {"If-None-Match": etag, "Accept-Encoding": "gzip"}
        assert client.get(path, headers=headers).status_code == 304


def test_a_new_comment_changes_the_page(
    client: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    etag = client.get(PAGES[0])["ETag"]
    create_comment(rex, "Something new")
    again = client.get(PAGES[0], headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert "Something new" in again.text


def test_a_held_comment_does_not_change_the_page(
    client: Client, create_comment: CreateComment, nia: Commenter, article: Article
) -> None:
    etag = client.get(PAGES[0])["ETag"]
    create_comment(nia, "Something that waits")
    assert client.get(PAGES[0], headers={"If-None-Match": etag}).status_code == 304


@shared_page
def test_a_signed_in_users_page_is_private(client: Client, otto: User, path: str) -> None:
    client.force_login(otto)
    response = client.get(path)
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Cookie" in response["Vary"]


def test_the_page_of_a_held_comments_author_is_private(client: Client, article: Article) -> None:
    submit(client, article)
    assert "private" in client.get(PAGES[0])["Cache-Control"]


def test_the_page_of_a_visitor_with_a_confirmed_email_is_private(
    client: Client, create_comment: CreateComment, nia: Commenter, article: Article
) -> None:
    create_comment(nia, "Something that waits")
    confirm_email(client, nia)
    response = client.get(PAGES[0])
    assert "Something that waits" in response.text
    assert "private" in response["Cache-Control"]
