"""The beginning of an article, as lists show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from blog.rendering.content import cut_after_paragraphs, render_article
from core.sanitizing.articles import Markup, clean_article


def _rendered(source: str, markup: Article.Markup = Article.Markup.HTML) -> Article:
    article = Article(title="A", source=source, markup=markup)
    render_article(article)
    return article


def _flat(html: str) -> str:
    return html.replace("\n", "")


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!-- more -->", "<!--more Read on!-->", "<!--MORE-->"]
)
def test_the_lead_ends_at_the_mark(mark: str) -> None:
    article = _rendered(f"<p>One</p>{mark}<p>Two</p>")
    assert _flat(article.lead) == "<p>One</p>"
    assert _flat(article.html) == "<p>One</p><p>Two</p>"
    assert article.has_more


def test_a_mark_inside_a_paragraph_closes_it() -> None:
    article = _rendered("<p>One <b>two<!--more--> three</b></p>")
    assert _flat(article.lead) == "<p>One <b>two</b></p>"


@pytest.mark.parametrize("markup", Article.Markup)
def test_the_mark_is_known_in_every_markup(markup: Article.Markup) -> None:
    article = _rendered("One\n\n<!--more-->\n\nTwo", markup)
    assert "One" in article.lead
    assert "Two" not in article.lead
    assert "more" not in article.html


def test_a_mark_with_nothing_before_it_is_none() -> None:
    article = _rendered("<!--more--><p>One</p>")
    assert _flat(article.lead) == "<p>One</p>"
    assert not article.has_more


def test_without_a_mark_the_lead_is_three_paragraphs() -> None:
    article = _rendered("".join(f"<p>{n}</p>" for n in range(5)))
    assert _flat(article.lead) == "<p>0</p><p>1</p><p>2</p>"
    assert article.has_more


def test_a_short_article_is_its_own_lead() -> None:
    article = _rendered("<p>One</p><p>Two</p><p>Three</p>")
    assert article.lead == article.html
    assert not article.has_more


def test_quotes_and_lists_are_not_cut_in_two() -> None:
    html = "<blockquote><p>1</p><p>2</p><p>3</p></blockquote><ul><li><p>4</p></li></ul><p>5</p>"
    assert cut_after_paragraphs(html, 2) == html
    assert cut_after_paragraphs(f"{html}<p>6</p><p>7</p>", 2) == f"{html}<p>6</p>"


def test_what_is_open_at_the_cut_is_closed() -> None:
    html = "<div><div><p>1</p><p>2</p></div><p>3</p></div>"
    assert cut_after_paragraphs(html, 1) == "<div><div><p>1</p></div></div>"


def test_a_closing_bracket_in_an_attribute_ends_no_tag() -> None:
    html = '<p><img src="/a.png" alt="a </p> > b"></p><p>2</p>'
    assert cut_after_paragraphs(html, 1) == '<p><img src="/a.png" alt="a </p> > b"></p>'


_PIECES = """
    <p> </p> <div> </div> <blockquote> </blockquote> <b> </b> <ul><li> </ul> <a\thref="/x>y"> </a>
    <br> <!--more--> &amp; word
"""
_SOURCES = st.lists(st.sampled_from(_PIECES.split(" ")), max_size=40).map("".join)


@given(_SOURCES)
def test_a_lead_is_whole_html(source: str) -> None:
    lead = _rendered(source).lead_html
    assert _flat(clean_article(lead, markup=Markup.HTML).html) == _flat(lead)


@given(_SOURCES)
def test_a_lead_without_mark_is_the_beginning(source: str) -> None:
    article = _rendered(source.replace("<!--more-->", ""))
    if article.has_more:
        assert len(article.lead_html) < len(article.html)
