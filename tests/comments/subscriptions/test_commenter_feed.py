from http import HTTPStatus

import feedparser
from django.test import Client

from comments.models import Commenter
from tests.people import CreateComment


def test_it_contains_the_commenters_comments_newest_first(
    client: Client, rex: Commenter, ada: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "One")
    create_comment(ada, "Two")
    create_comment(rex, "Three")
    response = client.get("/people/rex/atom.xml")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.text)
    assert feed.feed.title == "Comments by Rex"
    assert [entry.content[0].value for entry in feed.entries] == ["<p>Three</p>", "<p>One</p>"]


def test_the_page_of_the_commenter_links_to_it(
    client: Client, rex: Commenter, create_comment: CreateComment
) -> None:
    create_comment(rex, "One")
    page = client.get("/people/rex/").text
    assert 'href="/people/rex/atom.xml"' in page
    assert 'type="application/atom+xml"' in page


def test_commenters_without_published_comments_have_no_feed(
    client: Client, nia: Commenter, create_comment: CreateComment
) -> None:
    create_comment(nia, "My first")
    assert client.get("/people/nia/atom.xml").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/people/nobody/atom.xml").status_code == HTTPStatus.NOT_FOUND
