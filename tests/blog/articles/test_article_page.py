import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Article, Page
from blog.pages.services import save_page
from comments.models import Commenter, Thread
from tests.people import ARTICLE_DAY, CreateComment, MakeArticle


def test_a_published_article_is_shown(client: Client, article: Article) -> None:
    response = client.get("/2016/12/the-harbour.html")
    assert response.status_code == 200
    assert response.context["article"] == article
    assert "The harbour is full of ships." in response.text


def test_the_page_links_the_previous_and_next_article(
    client: Client, make_article: MakeArticle
) -> None:
    first, second, third = (make_article(title) for title in ("One", "Two", "Three"))
    response = client.get(second.get_absolute_url())
    assert _get_adjacent_pks(response.context) == (first.pk, third.pk)


def test_the_first_and_last_article_have_one_adjacent_article(
    client: Client, make_article: MakeArticle
) -> None:
    first = make_article("One")
    last = make_article("Two", published_at=ARTICLE_DAY + dt.timedelta(days=1))
    first_context, last_context = (
        client.get(article.get_absolute_url()).context for article in (first, last)
    )
    assert _get_adjacent_pks(first_context) == (None, last.pk)
    assert _get_adjacent_pks(last_context) == (first.pk, None)


def _get_adjacent_pks(context: Any) -> tuple[int | None, int | None]:
    navigation = context["navigation"]
    previous, following = navigation.previous, navigation.next
    return previous and previous.pk, following and following.pk


def test_unpublished_articles_are_not_adjacent(
    client: Client, article: Article, make_article: MakeArticle
) -> None:
    make_article("Draft", status=Article.Status.DRAFT)
    make_article("Later", published_at=timezone.now() + dt.timedelta(days=1))
    response = client.get(article.get_absolute_url())
    assert _get_adjacent_pks(response.context) == (None, None)


@pytest.fixture(params=["draft", "future"])
def unpublished(request: pytest.FixtureRequest, make_article: MakeArticle) -> Article:
    if request.param == "draft":
        return make_article(status=Article.Status.DRAFT)
    return make_article(published_at=timezone.now() + dt.timedelta(days=1))


def test_an_unpublished_article_returns_404(client: Client, unpublished: Article) -> None:
    assert client.get(unpublished.get_absolute_url()).status_code == 404


def test_a_moderator_cannot_see_unpublished_articles(
    client: Client, unpublished: Article, mo: User
) -> None:
    client.force_login(mo)
    assert client.get(unpublished.get_absolute_url()).status_code == 404


def test_an_author_sees_unpublished_articles_on_a_private_page(
    client: Client, unpublished: Article, ann: User
) -> None:
    client.force_login(ann)
    response = client.get(unpublished.get_absolute_url())
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_an_unpublished_article_has_a_notice(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    client.force_login(ann)
    draft = make_article("Draft", status=Article.Status.DRAFT)
    assert "data-unpublished" in client.get(draft.get_absolute_url()).text
    at = dt.datetime(2040, 1, 2, 3, 4, tzinfo=dt.UTC)
    scheduled = make_article("Scheduled", published_at=at)
    page = client.get(scheduled.get_absolute_url()).text
    assert "data-unpublished" in page
    assert "2040" in page
    public = client.get(make_article("Public").get_absolute_url()).text
    assert "data-unpublished" not in public


@pytest.mark.parametrize("username", ["ann", "ed"])
def test_its_author_and_editors_see_an_edit_link(
    request: pytest.FixtureRequest, client: Client, article: Article, username: str
) -> None:
    client.force_login(request.getfixturevalue(username))
    editor = f"/admin/blog/article/{article.pk}/change/"
    assert f'href="{editor}"' in client.get(article.get_absolute_url()).text
    assert client.get(editor).status_code == 200


@pytest.mark.parametrize("username", ["art", "mo", "otto", None])
def test_other_visitors_see_no_edit_link(
    request: pytest.FixtureRequest, client: Client, article: Article, username: str | None
) -> None:
    if username:
        client.force_login(request.getfixturevalue(username))
    assert "/admin/blog/article/" not in client.get(article.get_absolute_url()).text


def test_an_author_without_admin_access_sees_no_edit_link(
    client: Client, article: Article, ann: User
) -> None:
    ann.is_staff = False
    ann.save()
    client.force_login(ann)
    assert "/admin/blog/article/" not in client.get(article.get_absolute_url()).text


def test_anonymous_pages_are_identical_and_cacheable(client: Client, article: Article) -> None:
    first = client.get(article.get_absolute_url())
    again = Client(headers={"User-Agent": "another"}).get(article.get_absolute_url())
    assert first.content == again.content
    assert "public" in first["Cache-Control"]
    assert not first.cookies


def test_an_unchanged_page_returns_304(client: Client, article: Article) -> None:
    etag = client.get(article.get_absolute_url())["ETag"]
    response = client.get(article.get_absolute_url(), headers={"If-None-Match": etag})
    assert response.status_code == 304


@pytest.mark.parametrize(
    "path", ["/2016/12/no.html", "/2016/13/the-harbour.html", "/2016/12/the-harbour.htm"]
)
def test_an_unknown_url_returns_404(client: Client, article: Article, path: str) -> None:
    assert client.get(path).status_code == 404


def test_post_is_not_allowed(client: Client, article: Article) -> None:
    assert client.post(article.get_absolute_url()).status_code == 405


def test_the_page_has_metadata_for_link_previews(client: Client, make_article: MakeArticle) -> None:
    article = make_article(html='<p><img src="/media/ship.png" alt=""></p>', excerpt="Of “ships”.")
    page = client.get(article.get_absolute_url()).text
    for line in (
        '<link rel="canonical" href="http://testserver/2016/12/the-harbour.html">',
        '<meta property="og:title" content="The Harbour">',
        '<meta property="og:description" content="Of “ships”.">',
        '<meta property="og:image" content="http://testserver/media/ship.png">',
    ):
        assert line in page


SHARE = '<meta property="og:image" content="http://testserver/static/icons/preview.png">'


def test_pages_without_a_picture_have_the_default_link_preview(
    client: Client, thread: Thread
) -> None:
    page = save_page(actor=None, page=Page(title="About", source="<p>We.</p>", is_published=True))
    for path in ("/", thread.article.get_absolute_url(), page.get_absolute_url()):
        text = client.get(path).text
        assert SHARE in text
        assert '<meta name="twitter:card" content="summary">' in text


def test_pictures_of_articles_and_pages_are_large_link_previews(
    client: Client, make_article: MakeArticle
) -> None:
    html = '<p><img src="/media/ship.png" alt=""></p>'
    article = make_article(html=html)
    page = Page.objects.create(title="Map", basename="map", html=html, is_published=True)
    for path in (article.get_absolute_url(), page.get_absolute_url()):
        text = client.get(path).text
        assert SHARE not in text
        assert 'og:image" content="http://testserver/media/ship.png"' in text
        assert '<meta name="twitter:card" content="summary_large_image">' in text


def test_descriptions_have_no_markup(
    client: Client, thread: Thread, create_comment: CreateComment, rex: Commenter
) -> None:
    html = "<blockquote><p>Quoted.</p></blockquote><pre>x = 1</pre><p>Fog.</p>"
    Article.objects.update(html=html, text="> Quoted.\n\nx = 1\n\nFog.")
    create_comment(rex, "> Quoted.\nI doubt it.")
    create_comment(rex, "Run this:\n<pre>x = 1</pre>")
    text = client.get(thread.article.get_absolute_url()).text
    assert '<meta property="og:description" content="Fog.">' in text
    assert '"description": "Fog."' in text
    assert '"text": "I doubt it."' in text
    assert '"text": "Run this:"' in text
