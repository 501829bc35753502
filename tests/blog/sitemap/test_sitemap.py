import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Article
from blog.sitemap import views
from tests.people import MakeArticle


def test_it_lists_the_home_page_and_articles(client: Client, article: Article) -> None:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    lastmod = "<lastmod>2016-12-12T18:00:00+00:00</lastmod>"
    assert f"<loc>http://testserver/</loc>{lastmod}" in response.text
    assert f"<loc>http://testserver/2016/12/the-harbour.html</loc>{lastmod}" in response.text


def test_it_omits_unpublished_articles(client: Client, make_article: MakeArticle) -> None:
    make_article("Draft", status=Article.Status.DRAFT)
    make_article("Later", published_at=timezone.now() + dt.timedelta(days=1))
    assert client.get("/sitemap.xml").text.count("<url>") == 1


def test_a_long_sitemap_is_split(
    client: Client, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ARTICLES_PER_SITEMAP", 2)
    for number in range(3):
        make_article(f"Article {number}")
    index = client.get("/sitemap.xml").text
    assert "<loc>http://testserver/sitemap-1.xml</loc>" in index
    assert "<loc>http://testserver/sitemap-2.xml</loc>" in index
    assert "article-0" in client.get("/sitemap-1.xml").text
    assert "article-2" in client.get("/sitemap-2.xml").text


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999999"])
def test_an_unknown_part_returns_404(client: Client, article: Article, number: str) -> None:
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_an_empty_blog_has_a_sitemap(client: Client, db: None) -> None:
    assert "<loc>http://testserver/</loc></url>" in client.get("/sitemap.xml").text


def test_robots_txt(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /search/", "Disallow: /*/comments/post/"} <= set(lines)
