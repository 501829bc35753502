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
    """Create an article that was in a blog folder, and a category."""
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
        # A blog without a folder.
        ("/index.html", "/"),
        ("/archives.html", "/archives/"),
        ("/2016/12/index.html", "/2016/12/"),
        ("/2016/12/12/", "/2016/12/"),
        ("/house-rules/", "/category/house-rules/"),
        ("/feed/", FEED),
    ],
)
def test_lists_are_redirected(client: Client, path: str, target: str) -> None:
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
def test_unknown_urls_return_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/nothing/", "/other/house-rules/", "/other/atom.xml", "/a.php"])
def test_an_unknown_url_takes_at_most_three_queries(client: Client, path: str) -> None:
    client.get("/a.php")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) <= 3
