"""Unpublished articles are for their author and editors."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.models import Article, CheckedLink
from comments.threads.services.threads import get_or_create_thread
from tests.people import MakeArticle

CHANGE_LIST = reverse("admin:blog_article_changelist")


@pytest.fixture(params=["draft", "scheduled"])
def unpublished(request: pytest.FixtureRequest, make_article: MakeArticle) -> Article:
    """An article by Ann that readers can't see yet."""
    if request.param == "draft":
        return make_article("Secret Fog", status=Article.Status.DRAFT)
    return make_article("Secret Fog", published_at=timezone.now() + dt.timedelta(days=3))


def get_urls(article: Article) -> list[str]:
    """Return the URLs of the article, its form, and its revisions."""
    names = ("change", "history", "delete")
    admin = [reverse(f"admin:blog_article_{name}", args=[article.pk]) for name in names]
    return [article.get_absolute_url(), *admin]


def test_another_author_cannot_read_it(client: Client, art: User, unpublished: Article) -> None:
    client.force_login(art)
    for url in get_urls(unpublished):
        text = client.get(url, follow=True).text
        assert "Secret Fog" not in text, url
    assert client.get(unpublished.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("query", ["", "?q=Secret", "?status__exact=draft", "?e=1"])
def test_lists_leave_it_out(
    client: Client, art: User, article: Article, unpublished: Article, query: str
) -> None:
    client.force_login(art)
    assert "Secret Fog" not in client.get(CHANGE_LIST + query, follow=True).text
    assert article.title in client.get(CHANGE_LIST).text


def test_link_checks_leave_it_out(
    client: Client, art: User, ann: User, unpublished: Article
) -> None:
    CheckedLink.objects.create(
        url="https://secret.example/",
        digest="a" * 64,
        article=unpublished,
        checked_at=timezone.now(),
        is_broken=True,
    )
    url = reverse("admin:blog_checkedlink_changelist")
    client.force_login(art)
    assert "secret.example" not in client.get(url).text
    client.force_login(ann)
    assert "secret.example" in client.get(url).text


def test_moderators_see_no_title_in_the_list_of_threads(
    client: Client, mo: User, ed: User, unpublished: Article
) -> None:
    add, listed = (reverse(f"admin:comments_thread_{name}") for name in ("add", "changelist"))
    client.force_login(mo)
    assert "Secret Fog" not in client.get(add).text
    get_or_create_thread(unpublished)
    assert "Secret Fog" not in client.get(listed).text
    client.force_login(ed)
    assert "Secret Fog" in client.get(listed).text


def test_its_author_and_editors_read_it(
    client: Client, ann: User, ed: User, unpublished: Article
) -> None:
    for user in (ann, ed):
        client.force_login(user)
        for url in [CHANGE_LIST, get_urls(unpublished)[0], get_urls(unpublished)[1]]:
            assert "Secret Fog" in client.get(url).text


def test_the_query_agrees_with_the_policy(
    ann: User, art: User, mo: User, ed: User, otto: User, article: Article, unpublished: Article
) -> None:
    readers = [(ann, 2), (art, 1), (mo, 1), (ed, 2), (otto, 1), (ann.restrict(), 1)]
    for user, count in readers:
        assert Article.objects.readable_by(user).count() == count
