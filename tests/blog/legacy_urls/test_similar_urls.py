import pytest
from django.test import Client

from blog.models import Article
from tests.people import MakeArticle


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/2016/12/the-harbour", "/2016/12/the-harbour.html"),
        ("/2016/12/the-harbour/", "/2016/12/the-harbour.html"),
        ("/2016/5/", "/2016/05/"),
        ("/2016/12", "/2016/12/"),
        ("/index.rdf", "/atom.xml"),
        ("/rss.xml", "/atom.xml"),
        ("/favicon.ico", "/static/icons/favicon.ico"),
    ],
)
def test_similar_urls_are_redirected(
    client: Client, article: Article, path: str, target: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, target)


def test_a_year_redirects_to_the_archives(client: Client, db: None) -> None:
    response = client.get("/2016/")
    assert (response.status_code, response["Location"]) == (302, "/archives/")


@pytest.mark.parametrize("path", ["/2016/12/no", "/2016/12/no/", "/2016/0/", "/2016/123/"])
def test_unknown_urls_return_404(client: Client, article: Article, path: str) -> None:
    assert client.get(path).status_code == 404


def test_drafts_are_not_redirected_to(client: Client, make_article: MakeArticle) -> None:
    make_article(status=Article.Status.DRAFT)
    assert client.get("/2016/12/the-harbour").status_code == 404
