import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.legacy_urls.services import add_redirect
from blog.models import Article
from tests.people import MakeArticle

URL = "/2016/12/the-harbour.html"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        # TypePad, with the blog's folder.
        ("/blog/2016/12/the-harbour.html", URL),
        ("/blog/2016/12/the-harbour.html?cid=6a00d83451", f"{URL}?cid=6a00d83451"),
        (
            "/blog/2016/12/the-harbour/comments/page/2/",
            "/2016/12/the-harbour/comments/page/2/",
        ),
        # WordPress, with the day.
        ("/2016/12/12/the-harbour/", URL),
        ("/2016/12/12/the-harbour", URL),
        ("/2016/12/12/the-harbour/comment-page-2/", URL),
        ("/2016/12/the-harbour/comment-page-2/", URL),
        ("/2016/12/12/the-harbour/?replytocom=123", f"{URL}?replytocom=123"),
        ("/2016/12/12/the-harbour/amp/", URL),
        ("/2016/12/12/the-harbour/feed/", URL),
        # With trailing punctuation of a sentence.
        ("/2016/12/the-harbour.html).", URL),
        ("/blog/2016/12/the-harbour.html%20", URL),
    ],
)
def test_articles_are_found_by_date_and_slug(
    client: Client, article: Article, path: str, target: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, target)


@pytest.mark.parametrize(
    ("old_url", "path"),
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
def test_redirects_match_other_spellings(
    client: Client, article: Article, old_url: str, path: str
) -> None:
    add_redirect(article=article, path=old_url)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, URL)


def test_an_exact_match_is_preferred(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    other = make_article("Other")
    add_redirect(article=other, path="/ships")
    add_redirect(article=article, path="/ships/")
    assert client.get("/ships/")["Location"] == URL
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
def test_unknown_urls_return_404(client: Client, article: Article, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["", "?p=", "?p=1", "?p=x", "?p=99999999999", "?page=1"])
def test_the_home_page_is_not_redirected(client: Client, article: Article, query: str) -> None:
    assert client.get(f"/{query}").status_code == 200


def test_drafts_are_not_redirected_to(client: Client, make_article: MakeArticle) -> None:
    add_redirect(article=make_article(status=Article.Status.DRAFT), path="/?p=5")
    assert client.get("/?p=5").status_code == 200
    assert client.get("/2016/12/12/the-harbour/").status_code == 404


def test_an_unknown_url_takes_at_most_two_queries(client: Client, article: Article) -> None:
    client.get("/nothing/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/blog/2016/12/nothing.html")
    assert len(queries) <= 2
