"""Search in a commenter's public comments."""

import pytest
from django.test import Client

from comments.models import Comment, Commenter, Thread
from comments.threads.services.status import change_status
from comments.threads.views import COMMENTER_PAGE_SIZE
from tests.people import CreateComment, fill_thread


@pytest.fixture(autouse=True)
def comments(create_comment: CreateComment, rex: Commenter, nia: Commenter) -> None:
    """Rex mentions herring and bread, Nia herring."""
    create_comment(rex, "The herring was better last year.")
    create_comment(rex, "And so was the bread.")
    held = create_comment(nia, "I like herring.")
    change_status(comment=held, to=Comment.Status.PUBLISHED, expected_version=0)


def test_only_matching_comments_are_shown(client: Client) -> None:
    page = client.get("/people/rex/?q=herring").text
    assert "better last year" in page
    assert "bread" not in page
    assert "2 comments" in page


def test_only_comments_of_this_person_are_shown(client: Client) -> None:
    assert "I like" not in client.get("/people/rex/?q=herring").text


def test_only_public_comments_are_shown(
    client: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    removed = create_comment(rex, "Rotten herring")
    change_status(comment=removed, to=Comment.Status.REMOVED, expected_version=0)
    assert "Rotten" not in client.get("/people/rex/?q=herring").text


@pytest.mark.parametrize("query", ["nothing", "a", "-", '"', "(((", "NEAR(", "%00", "' OR 1=1 --"])
def test_a_query_without_results_is_a_page(client: Client, query: str) -> None:
    page = client.get("/people/rex/", {"q": query})
    assert page.status_code == 200
    assert "data-no-results" in page.text
    assert 'href="/people/rex/"' in page.text


def test_no_query_shows_everything(client: Client) -> None:
    page = client.get("/people/rex/?q=").text
    assert "bread" in page
    assert "better last year" in page


def test_the_next_page_has_the_same_query(client: Client, thread: Thread) -> None:
    fill_thread(thread, 10 * (COMMENTER_PAGE_SIZE + 2))
    first = client.get("/people/ada/?q=ships")
    assert "?q=ships&amp;page=2" in first.text
    second = client.get("/people/ada/?q=ships&page=2")
    assert second.text.count(">Remark ") == 2
    assert client.get("/people/ada/?q=ships&page=3").status_code == 404


def test_the_query_is_escaped(client: Client) -> None:
    assert "<script>alert" not in client.get("/people/rex/?q=<script>alert(1)</script>").text


def test_a_commenter_without_public_comments_has_no_page(client: Client, spike: Commenter) -> None:
    assert client.get("/people/spike/?q=pills").status_code == 404


@pytest.mark.parametrize(
    ("body", "query"), [("我家在上海东边。", "上海"), ("שָׁלוֹם", "שלום"), ("Straße", "strasse")]
)
def test_words_are_found_in_all_forms(
    client: Client, create_comment: CreateComment, rex: Commenter, body: str, query: str
) -> None:
    create_comment(rex, body)
    assert body in client.get("/people/rex/", {"q": query}).text
    assert body not in client.get("/people/rex/", {"q": "北京"}).text
