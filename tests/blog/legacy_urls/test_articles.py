"""Addresses in the forms of TypePad and WordPress lead to the article, whatever stands around."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.legacy_urls.services import add_redirect
from blog.models import Article
from tests.people import MakeArticle

HERE = "/2016/12/the-harbour.html"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        # TypePad, with the name of the blog in front
        ("/blog/2016/12/the-harbour.html", HERE),
        ("/blog/2016/12/the-harbour.html?cid=6a00d83451", f"{HERE}?cid=6a00d83451"),
        (
            "/blog/2016/12/the-harbour/comments/page/2/",
            "/2016/12/the-harbour/comments/page/2/",
        ),
        # WordPress, with the day
        ("/2016/12/12/the-harbour/", HERE),
        ("/2016/12/12/the-harbour", HERE),
        ("/2016/12/12/the-harbour/comment-page-2/", HERE),
        ("/2016/12/the-harbour/comment-page-2/", HERE),
        ("/2016/12/12/the-harbour/?replytocom=123", f"{HERE}?replytocom=123"),
        ("/2016/12/12/the-harbour/amp/", HERE),
        ("/2016/12/12/the-harbour/feed/", HERE),
        # What was copied out of a sentence
        ("/2016/12/the-harbour.html).", HERE),
        ("/blog/2016/12/the-harbour.html%20", HERE),
    ],
)
def test_date_and_name_are_enough(client: Client, article: Article, path: str, target: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, target)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("https://old.example/?p=123", "/?p=123"),
        ("https://old.example/?p=123", "/blog/?p=123"),
        ("https://old.example/?page_id=123", "/?page_id=123"),
        ("https://old.example/?page_id=123", "/?p=123&preview=true"),
        ("https://old.example/harbour/", "/harbour"),
        ("https://old.example/harbour", "/harbour/"),
        ("https://old.example/harbour/", "/harbour/comment-page-3/"),
        ("https://old.example/archives/harbour.html", "/archives/harbour"),
    ],
)
def test_what_was_kept_is_found_in_its_other_forms(
    client: Client, article: Article, given: str, path: str
) -> None:
    add_redirect(article=article, path=given)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, HERE)


def test_the_exact_address_comes_first(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    other = make_article("Other")
    add_redirect(article=other, path="/ships")
    add_redirect(article=article, path="/ships/")
    assert client.get("/ships/")["Location"] == HERE
    assert client.get("/ships")["Location"] == other.get_absolute_url()


@pytest.mark.parametrize(
    "path",
    [
        "/2016/12/no-such/comment-page-2/",
        "/2016/11/12/the-harbour/",
        "/blog/2016/12/no-such.html",
        "/2016/12/the-harbour/comments/page/99/",
        "/2016/12/the-harbour/no-such-thing/",
    ],
)
def test_what_never_was_is_not_found(client: Client, article: Article, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["", "?p=", "?p=1", "?p=x", "?p=99999999999", "?page=1"])
def test_the_home_page_stays_the_home_page(client: Client, article: Article, query: str) -> None:
    assert client.get(f"/{query}").status_code == 200


def test_a_draft_is_not_given_away(client: Client, make_article: MakeArticle) -> None:
    add_redirect(article=make_article(status=Article.Status.DRAFT), path="/?p=5")
    assert client.get("/?p=5").status_code == 200
    assert client.get("/2016/12/12/the-harbour/").status_code == 404


def test_what_is_missing_costs_two_queries_at_most(client: Client, article: Article) -> None:
    client.get("/nothing/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/blog/2016/12/nothing.html")
    assert len(queries) <= 2
