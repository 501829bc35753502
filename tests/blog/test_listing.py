"""Unlisted articles, which only those find who have the address, and pinned ones."""

import pytest
from django.test import Client

from accounts.models import User
from blog.models import Article
from blog.services import save_article
from comments.models import Commenter, Thread
from comments.submission.services import submit_comment
from tests.people import MakeArticle


@pytest.fixture
def hidden(article: Article, thread: Thread, rex: Commenter) -> Article:
    """An unlisted article with a comment."""
    submit_comment(thread=thread, commenter=rex, body="Quite a barnacle")
    article.is_listed = False
    return save_article(actor=None, article=article, categories=["Sea"])


def test_its_address_leads_to_it(client: Client, hidden: Article) -> None:
    page = client.get(hidden.get_absolute_url())
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
def test_nothing_else_names_it(client: Client, hidden: Article, path: str) -> None:
    text = client.get(path).text
    assert hidden.basename not in text
    assert "barnacle" not in text.replace('value="barnacle"', "").replace("“barnacle”", "")


def test_a_listed_one_is_found_by_search_engines(client: Client, article: Article) -> None:
    assert "noindex" not in client.get(article.get_absolute_url()).text


def test_a_pinned_one_stands_on_top_and_once(client: Client, make_article: MakeArticle) -> None:
    old = make_article("Old")
    make_article("New")
    old.is_pinned = True
    save_article(actor=None, article=old)
    page = client.get("/").text
    assert page.index(">Old<") < page.index(">New<")
    assert page.count(">Old</a>") == 1


def test_an_author_sees_how_an_article_stands(client: Client, ann: User, hidden: Article) -> None:
    client.force_login(ann)
    assert "unlisted" in client.get("/admin/blog/article/").text
