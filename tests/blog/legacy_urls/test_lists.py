"""Lists that a blog had elsewhere lead to the same lists here."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.legacy_urls.services import add_redirect
from blog.models import Article, Category
from blog.taxonomy.services import save_term

FEED = "/atom.xml"


@pytest.fixture(autouse=True)
def imported(article: Article) -> None:
    """An article that was below a folder, and a category."""
    add_redirect(article=article, path="/my_weblog/2016/12/the-harbour.html")
    save_term(term=Category(name="House Rules"))


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/my_weblog/", "/"),
        ("/my_weblog/index.html", "/"),
        ("/my_weblog/page/2/", "/page/2/"),
        ("/my_weblog/archives.html", "/archives/"),
        ("/my_weblog/2016/12/", "/2016/12/"),
        ("/my_weblog/2016/12/index.html", "/2016/12/"),
        ("/my_weblog/2016/12/12/index.html", "/2016/12/"),
        ("/my_weblog/house_rules/", "/category/house-rules/"),
        ("/my_weblog/category/news/house-rules/", "/category/house-rules/"),
        ("/my_weblog/tag/fog/", "/tag/fog/"),
        ("/my_weblog/atom.xml", FEED),
        ("/my_weblog/rss.xml", FEED),
        ("/my_weblog/index.rdf", FEED),
        ("/my_weblog/feed/", FEED),
        ("/my_weblog/comments/atom.xml", "/comments/atom.xml"),
        # A blog that had the whole host
        ("/index.html", "/"),
        ("/archives.html", "/archives/"),
        ("/2016/12/index.html", "/2016/12/"),
        ("/2016/12/12/", "/2016/12/"),
        ("/house-rules/", "/category/house-rules/"),
        ("/feed/", FEED),
    ],
)
def test_a_list_leads_to_the_same_list(client: Client, path: str, target: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, target)


@pytest.mark.parametrize(
    "path",
    [
        "/other/",
        "/other/atom.xml",
        "/other/house-rules/",
        "/my_weblog/nothing/",
        "/my_weblog/nothing.html",
        "/my_weblog/2016/12/nothing.html",
        "/2015/01/",
        "/nothing/",
        "/my_weblog/admin/",
    ],
)
def test_what_never_was_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/nothing/", "/other/house-rules/", "/other/atom.xml", "/a.php"])
def test_what_is_missing_costs_three_queries_at_most(client: Client, path: str) -> None:
    client.get("/a.php")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) <= 3
