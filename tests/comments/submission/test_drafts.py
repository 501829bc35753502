"""Unpublished articles are invisible everywhere."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from comments.models import Comment, Commenter
from comments.threads.services.threads import get_or_create_thread
from tests.comments.submission.posting import FIELDS
from tests.people import MakeArticle, fill_thread

ADDRESSES = ["", "page/1/", "1/", "1/fragment/", "go/?number=1", "atom.xml"]


def addresses(article: Article) -> list[str]:
    """Return the URLs of the article and its comments."""
    base = f"/{article.year}/{article.month:02}/{article.basename}"
    return [f"{base}.html", *(f"{base}/comments/{end}" for end in ADDRESSES if end)]


@pytest.fixture(params=["a draft", "a later day"])
def hidden(request: pytest.FixtureRequest, make_article: MakeArticle) -> Article:
    """An unpublished article with a comment."""
    fields: dict[str, Any] = (
        {"status": Article.Status.DRAFT}
        if request.param == "a draft"
        else {"published_at": timezone.now() + dt.timedelta(days=1)}
    )
    article = make_article("The Secret", **fields)
    fill_thread(get_or_create_thread(article), 1)
    return article


def test_readers_get_404(client: Client, hidden: Article) -> None:
    missing = client.get("/2016/12/no-such-article.html")
    for address in addresses(hidden):
        response = client.get(address)
        assert response.status_code == 404
        assert "Secret" not in response.text
        assert "Remark" not in response.text
    assert missing.status_code == 404


def test_nobody_can_comment_on_it(client: Client, hidden: Article, ann: User) -> None:
    address = f"/{hidden.year}/{hidden.month:02}/{hidden.basename}/comments/post/"
    assert client.post(address, FIELDS).status_code == 404
    client.force_login(ann)
    assert client.post(address, FIELDS).status_code == 404
    assert Comment.objects.count() == 1


def test_its_comments_are_on_no_other_page(client: Client, hidden: Article) -> None:
    commenter = Commenter.objects.get()
    assert client.get(f"/people/{commenter.slug}/").status_code == 404
    assert "Remark" not in client.get("/comments/atom.xml").text


@pytest.mark.parametrize(("username", "may"), [("ann", True), ("ed", True), ("otto", False)])
def test_authors_can_see_it(
    request: pytest.FixtureRequest, client: Client, hidden: Article, username: str, may: bool
) -> None:
    client.force_login(request.getfixturevalue(username))
    for address in addresses(hidden)[:4]:
        response = client.get(address, follow=True)
        assert response.status_code == (200 if may else 404)
        if may:
            assert "private" in response["Cache-Control"]
