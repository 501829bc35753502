import pytest
from django.test import Client

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article
from comments.models import Commenter, Thread
from comments.submission.services import submit_comment
from tests.people import MakeArticle


@pytest.fixture
def unlisted(article: Article, thread: Thread, rex: Commenter) -> Article:
    submit_comment(thread=thread, commenter=rex, body="Quite a barnacle")
    article.is_listed = False
    return save_article(actor=None, article=article, categories=["Sea"])


def test_an_unlisted_article_is_reachable_by_url(client: Client, unlisted: Article) -> None:
    page = client.get(unlisted.get_absolute_url())
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/", "/2016/12/", "/archives/", "/category/sea/", "/atom.xml", "/sitemap.xml",
        "/search/?q=harbour", "/search/?q=barnacle", "/comments/atom.xml", "/people/rex/",
        "/people/rex/atom.xml",
    ],
)  # fmt: skip
def test_an_unlisted_article_is_not_listed_anywhere(
    client: Client, unlisted: Article, path: str
) -> None:
    text = client.get(path).text
    assert unlisted.basename not in text
    assert "barnacle" not in text.replace('value="barnacle"', "").replace("“barnacle”", "")


def test_a_listed_article_is_indexable(client: Client, article: Article) -> None:
    assert "noindex" not in client.get(article.get_absolute_url()).text


def test_a_pinned_article_is_on_top_and_appears_once(
    client: Client, make_article: MakeArticle
) -> None:
    old = make_article("Old")
    make_article("New")
    old.is_pinned = True
    save_article(actor=None, article=old)
    page = client.get("/").text
    assert page.index(">Old<") < page.index(">New<")
    assert page.count(">Old</a>") == 1


def test_the_admin_shows_the_status(client: Client, ann: User, unlisted: Article) -> None:
    client.force_login(ann)
    assert "Unlisted" in client.get("/admin/blog/article/").text
