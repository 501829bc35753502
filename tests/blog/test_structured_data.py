"""What search engines and link previews are told of an article."""

import pytest

from blog.models import Article
from blog.structured_data import article_node, first_picture
from tests.people import MakeArticle


def test_an_article_is_a_blog_posting(article: Article) -> None:
    assert article_node(article) == {
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


def test_what_is_not_known_is_not_said(make_article: MakeArticle) -> None:
    node = article_node(make_article(author=None, author_name="", text="", html=""))
    assert not {"author", "description", "image"} & node.keys()


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<p><img src="/media/a.png" alt=""></p>', "http://testserver/media/a.png"),
        ('<img alt="a > b" src="https://a.example/?x=1&amp;y=2">', "https://a.example/?x=1&y=2"),
        ('<img alt=""><img src="/b.png"><img src="/c.png">', "http://testserver/b.png"),
        ("<p>src=/a.png</p>", ""),
    ],
)
def test_the_first_picture_stands_for_the_article(html: str, address: str) -> None:
    assert first_picture(Article(html=html)) == address


def test_the_excerpt_describes_better_than_the_text() -> None:
    assert Article(excerpt="Of ships.", text="Long").description == "Of ships."
    assert len(Article(text="word " * 100).description) <= 200
