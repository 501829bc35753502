import pytest

from blog.articles.structured_data import build_article_data, get_first_picture_url
from blog.models import Article
from tests.people import MakeArticle


def test_an_article_is_a_blog_posting(article: Article) -> None:
    assert build_article_data(article) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": "http://testserver/2016/12/the-harbour.html",
        "url": "http://testserver/2016/12/the-harbour.html",
        "mainEntityOfPage": "http://testserver/2016/12/the-harbour.html",
        "headline": "The Harbour",
        "datePublished": "2016-12-12T18:00:00+00:00",
        "dateModified": "2016-12-12T18:00:00+00:00",
        "author": {"@type": "Person", "name": "Ann"},
        "description": "The harbour is full of ships.",
    }


def test_unknown_values_are_omitted(make_article: MakeArticle) -> None:
    data = build_article_data(make_article(author=None, author_name="", text="", html=""))
    assert not {"author", "description", "image"} & data.keys()


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<p><img src="/media/a.png" alt=""></p>', "http://testserver/media/a.png"),
        ('<img alt="a > b" src="https://a.example/?x=1&amp;y=2">', "https://a.example/?x=1&y=2"),
        ('<img alt=""><img src="/b.png"><img src="/c.png">', "http://testserver/b.png"),
        ("<p>src=/a.png</p>", ""),
    ],
)
def test_the_first_picture_is_used(html: str, url: str) -> None:
    assert get_first_picture_url(Article(html=html)) == url


def test_the_description_prefers_the_excerpt() -> None:
    assert Article(excerpt="Of ships.", text="Long").description == "Of ships."
    assert len(Article(text="word " * 100).description) <= 200
