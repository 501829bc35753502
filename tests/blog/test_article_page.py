"""The page of one article: who may read it, and what stands in it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article
from tests.people import ARTICLE_DAY, MakeArticle


def test_a_published_article_is_shown(client: Client, article: Article) -> None:
    response = client.get("/2016/12/the-harbour.html")
    assert response.status_code == 200
    assert response.context["article"] == article
    assert "The harbour is full of ships." in response.text


def test_the_page_links_the_articles_before_and_after(
    client: Client, make_article: MakeArticle
) -> None:
    first, second, third = (make_article(title) for title in ("One", "Two", "Three"))
    response = client.get(second.get_absolute_url())
    assert _neighbours(response.context) == (first.pk, third.pk)


def test_the_first_and_the_last_article_have_one_neighbour(
    client: Client, make_article: MakeArticle
) -> None:
    first = make_article("One")
    last = make_article("Two", published_at=ARTICLE_DAY + dt.timedelta(days=1))
    at_first, at_last = (client.get(one.get_absolute_url()).context for one in (first, last))
    assert _neighbours(at_first) == (None, last.pk)
    assert _neighbours(at_last) == (first.pk, None)


def _neighbours(context: Any) -> tuple[int | None, int | None]:
    older, newer = context["around"].older, context["around"].newer
    return older and older.pk, newer and newer.pk


def test_articles_that_are_not_public_are_no_neighbours(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    make_article("Draft", status=Article.Status.DRAFT)
    make_article("Later", published_at=timezone.now() + dt.timedelta(days=1))
    response = client.get(article.get_absolute_url())
    assert _neighbours(response.context) == (None, None)


@pytest.fixture(params=["draft", "future"])
def hidden(request: pytest.FixtureRequest, make_article: MakeArticle) -> Article:
    """An article that isn't public yet."""
    if request.param == "draft":
        return make_article(status=Article.Status.DRAFT)
    return make_article(published_at=timezone.now() + dt.timedelta(days=1))


def test_an_article_that_is_not_public_looks_missing(client: Client, hidden: Article) -> None:
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_moderator_sees_no_draft(client: Client, hidden: Article, mo: User) -> None:
    client.force_login(mo)
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_an_author_sees_a_draft_and_nobody_may_hold_the_page(
    client: Client, hidden: Article, ann: User
) -> None:
    client.force_login(ann)
    response = client.get(hidden.get_absolute_url())
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_a_page_that_readers_do_not_see_says_so(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    client.force_login(ann)
    draft = make_article("Draft", status=Article.Status.DRAFT)
    assert "Not published yet." in client.get(draft.get_absolute_url()).text
    at = dt.datetime(2040, 1, 2, 3, 4, tzinfo=dt.UTC)
    scheduled = make_article("Scheduled", published_at=at)
    page = client.get(scheduled.get_absolute_url()).text
    assert "Will appear on Jan 2 2040 03:04 utc." in page
    assert "Not published yet." not in page
    public = client.get(make_article("Public").get_absolute_url()).text
    assert "Only those who write here" not in public


@pytest.mark.parametrize("who", ["ann", "ed"])
def test_who_may_change_it_finds_the_way_to_the_editor(
    request: pytest.FixtureRequest, client: Client, article: Article, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    editor = f"/admin/blog/article/{article.pk}/change/"
    assert f'href="{editor}"' in client.get(article.get_absolute_url()).text
    assert client.get(editor).status_code == 200


@pytest.mark.parametrize("who", ["art", "mo", "otto", None])
def test_nobody_else_is_shown_it(
    request: pytest.FixtureRequest, client: Client, article: Article, who: str | None
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    assert "/admin/blog/article/" not in client.get(article.get_absolute_url()).text


def test_nor_is_an_author_who_may_not_enter_the_admin(
    client: Client, article: Article, ann: User
) -> None:
    ann.is_staff = False
    ann.save()
    client.force_login(ann)
    assert "/admin/blog/article/" not in client.get(article.get_absolute_url()).text


def test_anonymous_pages_are_the_same_bytes_and_may_be_held(
    client: Client, article: Article
) -> None:
    first = client.get(article.get_absolute_url())
    again = Client(headers={"User-Agent": "another"}).get(article.get_absolute_url())
    assert first.content == again.content
    assert "public" in first["Cache-Control"]
    assert not first.cookies


def test_an_unchanged_page_is_answered_with_304(client: Client, article: Article) -> None:
    etag = client.get(article.get_absolute_url())["ETag"]
    response = client.get(article.get_absolute_url(), headers={"If-None-Match": etag})
    assert response.status_code == 304


@pytest.mark.parametrize(
    "path", ["/2016/12/no.html", "/2016/13/the-harbour.html", "/2016/12/the-harbour.htm"]
)
def test_an_address_without_article_is_not_found(
    client: Client, article: Article, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_only_reading_is_allowed(client: Client, article: Article) -> None:
    assert client.post(article.get_absolute_url()).status_code == 405


def test_link_previews_are_told_of_the_article(client: Client, make_article: MakeArticle) -> None:
    article = make_article(html='<p><img src="/media/ship.png" alt=""></p>', excerpt="Of “ships”.")
    page = client.get(article.get_absolute_url()).text
    for line in (
        '<link rel="canonical" href="http://testserver/2016/12/the-harbour.html">',
        '<meta property="og:title" content="The Harbour">',
        '<meta property="og:description" content="Of “ships”.">',
        '<meta property="og:image" content="http://testserver/media/ship.png">',
    ):
        assert line in page
