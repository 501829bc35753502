import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from blog.articles.views import ARTICLES_PER_PAGE
from blog.models import Article, Category, Tag
from tests.people import ARTICLE_DAY, MakeArticle


def _titles(client: Client, path: str) -> list[str]:
    return [article.title for article in client.get(path).context["page"].items]


def test_home_shows_the_newest_first(client: Client, make_article: MakeArticle) -> None:
    make_article("Old", published_at=ARTICLE_DAY)
    make_article("New", published_at=ARTICLE_DAY + dt.timedelta(days=1))
    assert _titles(client, "/") == ["New", "Old"]


def test_articles_of_the_same_second_have_a_stable_order(
    client: Client, make_article: MakeArticle
) -> None:
    for title in ("One", "Two", "Three"):
        make_article(title)
    assert _titles(client, "/") == ["Three", "Two", "One"]


def test_home_omits_unpublished_articles(client: Client, make_article: MakeArticle) -> None:
    make_article("Draft", status=Article.Status.DRAFT)
    make_article("Later", published_at=timezone.now() + dt.timedelta(days=1))
    assert _titles(client, "/") == []


def test_home_has_pages(client: Client, make_article: MakeArticle) -> None:
    for number in range(ARTICLES_PER_PAGE + 1):
        make_article(f"Article {number}")
    assert client.get("/").context["page"].has_next
    assert _titles(client, "/page/2/") == ["Article 0"]


def test_an_empty_blog_has_a_home_page(client: Client, db: None) -> None:
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/page/0/", "/page/2/", "/page/99999999999999999999/"])
def test_an_unknown_page_returns_404(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_first_page_redirects_to_home(client: Client, db: None) -> None:
    response = client.get("/page/1/")
    assert (response.status_code, response["Location"]) == (301, "/")


def test_a_category_lists_its_articles(client: Client, make_article: MakeArticle) -> None:
    category = Category.objects.create(name="Sea", slug="sea")
    make_article("In").categories.add(category)
    make_article("Out")
    response = client.get("/category/sea/")
    assert response.context["term"] == category
    assert response.context["kind"] == "category"
    assert _titles(client, "/category/sea/") == ["In"]


def test_a_tag_lists_its_articles(client: Client, make_article: MakeArticle) -> None:
    tag = Tag.objects.create(name="Nebel über See", slug="nebel-über-see")
    make_article("In").tags.add(tag)
    make_article("Out")
    assert _titles(client, tag.get_absolute_url()) == ["In"]
    assert client.get(tag.get_absolute_url()).context["kind"] == "tag"


@pytest.mark.parametrize("path", ["/category/no/", "/tag/no/", "/tag/a%00b/", "/tag/a b/"])
def test_an_unknown_term_returns_404(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_first_page_of_a_term_redirects(client: Client, db: None) -> None:
    Tag.objects.create(name="Fog", slug="fog")
    response = client.get("/tag/fog/page/1/")
    assert (response.status_code, response["Location"]) == (301, "/tag/fog/")
    assert client.get("/tag/fog/page/2/").status_code == 404
