import datetime as dt

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from blog.articles.services import save_article
from blog.feeds.atom import make_urls_absolute
from blog.feeds.views import ARTICLES_PER_FEED
from blog.models import Article
from blog.site.services import update_site
from tests.people import ARTICLE_DAY, MakeArticle


def _parse_feed(client: Client) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(client.get("/atom.xml").content)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def test_the_feed_has_the_sites_title(client: Client, article: Article) -> None:
    update_site(title="Moon & Sixpence", tagline="A <place> to talk")
    feed = _parse_feed(client).feed
    assert (feed.title, feed.subtitle) == ("Moon & Sixpence", "A <place> to talk")
    assert feed.id == "http://testserver/atom.xml"
    assert {link.rel: link.href for link in feed.links} == {
        "self": "http://testserver/atom.xml",
        "alternate": "http://testserver/",
    }


def test_an_entry_contains_the_full_article(client: Client, db: None) -> None:
    article = save_article(
        actor=None,
        article=Article(
            title="Ships & “Fog” <1>",
            source='<p>One</p><!--more--><p>Two <a href="/2016/11/x.html">x</a></p>',
            excerpt="Of ships.",
            author_name="Ann",
            status=Article.Status.PUBLISHED,
            published_at=ARTICLE_DAY,
        ),
        categories=["Sea"],
        tags=["fog"],
    )
    (entry,) = _parse_feed(client).entries
    assert entry.title == "Ships & “Fog” <1>"
    assert entry.link == "http://testserver" + article.get_absolute_url()
    assert (entry.author, entry.summary) == ("Ann", "Of ships.")
    assert [tag.term for tag in entry.tags] == ["Sea", "fog"]
    assert entry.published == "2016-12-12T18:00:00+00:00"
    assert "<p>One</p>" in entry.content[0].value
    assert 'href="http://testserver/2016/11/x.html"' in entry.content[0].value


def test_the_id_of_an_entry_never_changes(client: Client, article: Article) -> None:
    before = _parse_feed(client).entries[0]
    article.title, article.basename = "The Port", "the-port"
    article.published_at -= dt.timedelta(days=40)
    save_article(actor=None, article=article)
    after = _parse_feed(client).entries[0]
    assert (
        before.id
        == after.id
        == f"tag:testserver,{article.created_at:%Y-%m-%d}:article/{article.pk}"
    )
    assert before.updated < after.updated


def test_unpublished_articles_are_omitted(client: Client, make_article: MakeArticle) -> None:
    make_article("Draft", status=Article.Status.DRAFT)
    make_article("Later", published_at=timezone.now() + dt.timedelta(days=1))
    assert _parse_feed(client).entries == []


def test_the_feed_contains_the_newest_articles(client: Client, make_article: MakeArticle) -> None:
    for number in range(ARTICLES_PER_FEED + 1):
        make_article(f"Article {number}")
    titles = [entry.title for entry in _parse_feed(client).entries]
    assert titles[0] == f"Article {ARTICLES_PER_FEED}"
    assert len(titles) == ARTICLES_PER_FEED


def test_invalid_xml_characters_are_removed(client: Client, make_article: MakeArticle) -> None:
    make_article("Bell \x07 and \ufffe", basename="bell", html="<p>Bell \x0b</p>")
    assert _parse_feed(client).entries[0].title == "Bell  and"


def test_an_unchanged_feed_returns_304(client: Client, article: Article) -> None:
    response = client.get("/atom.xml")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Last-Modified"] == "Mon, 12 Dec 2016 18:00:00 GMT"
    for header in (
        {"If-None-Match": response["ETag"]},
        {"If-Modified-Since": response["Last-Modified"]},
    ):
        assert client.get("/atom.xml", headers=header).status_code == 304


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x">', '<a href="http://testserver/x">'),
        ('<a title="t" href="#note">', '<a title="t" href="http://testserver/page#note">'),
        ('<img alt="" src="/a.png">', '<img alt="" src="http://testserver/a.png">'),
        ('<a href="https://a.example/x">', '<a href="https://a.example/x">'),
        ('<a href="//a.example/x">', '<a href="//a.example/x">'),
        (
            '<img srcset="/a.png 1x, /b.png 2x">',
            '<img srcset="http://testserver/a.png 1x, http://testserver/b.png 2x">',
        ),
        ('<p>href="/x"</p>', '<p>href="/x"</p>'),
    ],
)
def test_make_urls_absolute(html: str, expected: str) -> None:
    assert make_urls_absolute(html, "http://testserver/page") == expected
