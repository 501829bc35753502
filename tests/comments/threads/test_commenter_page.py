"""A commenter's page lists their public comments, newest first."""

import pytest
from django.test import Client

from comments.models import Comment, Commenter, Thread
from comments.threads.services.status import change_status
from comments.threads.views import COMMENTER_PAGE_SIZE
from comments.visitors.services.commenters import get_or_create_guest
from tests.people import ARTICLE_DAY, CreateComment, fill_thread


def test_newest_first_in_pages(client: Client, thread: Thread) -> None:
    fill_thread(thread, 10 * (COMMENTER_PAGE_SIZE + 3))
    first = client.get("/people/ada/").text
    second = client.get("/people/ada/?page=2").text
    assert [first.count(">Remark "), second.count(">Remark ")] == [COMMENTER_PAGE_SIZE, 3]
    assert first.index("Remark 220 ") < first.index("Remark 210 ")
    assert "Remark 0 " in second
    assert "?page=2" in first
    assert client.get("/people/ada/?page=3").status_code == 404


def test_it_has_the_name_and_links_to_comments(client: Client, thread: Thread) -> None:
    fill_thread(thread, 1)
    page = client.get("/people/ada/").text
    assert "Ada" in page
    assert "The Harbour" in page
    assert "/2016/12/the-harbour/comments/1/" in page


def test_the_email_address_is_not_shown(
    client: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    create_comment(rex, "Hello")
    assert "rex@example.org" not in client.get("/people/rex/").text


def test_a_name_in_another_script(
    client: Client, thread: Thread, create_comment: CreateComment, rex: Commenter
) -> None:
    other = get_or_create_guest(name="Ёж", email="yozh@example.org", since=ARTICLE_DAY)
    other.trust = Commenter.Trust.TRUSTED
    create_comment(other, "Hello")
    assert client.get(other.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 30, "1.5", "١"])
def test_an_unknown_page_is_not_found(client: Client, thread: Thread, page: str) -> None:
    fill_thread(thread, 1)
    assert client.get("/people/ada/", {"page": page}).status_code == 404


@pytest.mark.parametrize("slug", ["nobody", "a%00b", "x" * 500, "%ff", "..%2f..", "a b"])
def test_an_unknown_person_is_not_found(client: Client, db: None, slug: str) -> None:
    assert client.get(f"/people/{slug}/").status_code == 404


def test_a_commenter_with_only_held_comments_is_not_revealed(
    client: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    create_comment(nia, "Hello")
    assert client.get("/people/nia/").status_code == 404


def test_removed_comments_are_left_out(
    client: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    removed = create_comment(rex, "Rude words")
    create_comment(rex, "Kind words")
    change_status(comment=removed, to=Comment.Status.REMOVED, expected_version=0)
    page = client.get("/people/rex/").text
    assert "Kind words" in page
    assert "Rude words" not in page
