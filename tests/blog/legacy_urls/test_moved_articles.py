import pytest
from django.test import Client

from blog.articles.services import save_article
from blog.legacy_urls.services import add_redirect
from blog.models import Article, Redirect
from tests.people import MakeArticle


@pytest.mark.parametrize(
    ("old_url", "path"),
    [
        ("/blog/2016/12/old.html", "/blog/2016/12/old.html"),
        ("https://old.typepad.example/blog/2016/12/old.html ", "/blog/2016/12/old.html"),
        ("blog/old", "/blog/old"),
        ("/h%C3%A4fen.html", "/häfen.html"),
        ("/häfen.html?utm_source=x#c1", "/häfen.html"),
    ],
)
def test_an_old_url_redirects_to_the_article(
    client: Client, article: Article, old_url: str, path: str
) -> None:
    add_redirect(article=article, path=old_url)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("path", ["", "/", "https://old.example", "/2016/12/the-harbour.html"])
def test_paths_that_need_no_redirect_are_ignored(article: Article, path: str) -> None:
    assert add_redirect(article=article, path=path) is None
    assert not Redirect.objects.exists()


def test_paths_that_are_too_long_are_ignored(article: Article) -> None:
    assert add_redirect(article=article, path="/" + "a" * 500) is None


def test_a_later_redirect_replaces_an_earlier_one(
    article: Article, make_article: MakeArticle
) -> None:
    other = make_article("Other")
    add_redirect(article=article, path="/old")
    add_redirect(article=other, path="/old")
    assert Redirect.objects.get().article == other


def test_existing_pages_are_not_redirected(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    add_redirect(article=make_article("Other"), path=article.get_absolute_url())
    assert client.get(article.get_absolute_url()).status_code == 200


def test_an_old_url_of_a_draft_returns_404(client: Client, make_article: MakeArticle) -> None:
    add_redirect(article=make_article(status=Article.Status.DRAFT), path="/old")
    assert client.get("/old").status_code == 404


def test_comment_urls_of_a_moved_article_are_redirected(client: Client, article: Article) -> None:
    article.was_published = True
    article.basename = "the-port"
    save_article(actor=None, article=article)
    for old, new in (
        ("/2016/12/the-harbour.html", "/2016/12/the-port.html"),
        ("/2016/12/the-harbour/comments/101/", "/2016/12/the-port/comments/101/"),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_posts_are_not_redirected(client: Client, article: Article) -> None:
    add_redirect(article=article, path="/old")
    assert client.post("/old").status_code == 404


def test_a_path_with_nul_returns_404(client: Client, db: None) -> None:
    assert client.get("/a%00b").status_code == 404
