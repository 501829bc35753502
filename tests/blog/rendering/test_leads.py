import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from blog.rendering.content import cut_after_paragraphs, render_article
from core.sanitizing.articles import Markup, clean_article


def _render(source: str, markup: Article.Markup = Article.Markup.HTML) -> Article:
    article = Article(title="A", source=source, markup=markup)
    render_article(article)
    return article


def _join_lines(html: str) -> str:
    return html.replace("\n", "")


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!-- more -->", "<!--more Read on!-->", "<!--MORE-->"]
)
def test_the_lead_ends_at_the_mark(mark: str) -> None:
    article = _render(f"<p>One</p>{mark}<p>Two</p>")
    assert _join_lines(article.lead) == "<p>One</p>"
    assert _join_lines(article.html) == "<p>One</p><p>Two</p>"
    assert article.has_more


def test_a_mark_inside_a_paragraph_closes_it() -> None:
    article = _render("<p>One <b>two<!--more--> three</b></p>")
    assert _join_lines(article.lead) == "<p>One <b>two</b></p>"


@pytest.mark.parametrize("markup", Article.Markup)
def test_the_mark_works_in_every_format(markup: Article.Markup) -> None:
    article = _render("One\n\n<!--more-->\n\nTwo", markup)
    assert "One" in article.lead
    assert "Two" not in article.lead
    assert "more" not in article.html


def test_a_mark_at_the_beginning_is_ignored() -> None:
    article = _render("<!--more--><p>One</p>")
    assert _join_lines(article.lead) == "<p>One</p>"
    assert not article.has_more


def test_without_a_mark_the_lead_is_three_paragraphs() -> None:
    article = _render("".join(f"<p>{n}</p>" for n in range(5)))
    assert _join_lines(article.lead) == "<p>0</p><p>1</p><p>2</p>"
    assert article.has_more


def test_a_short_article_is_its_own_lead() -> None:
    article = _render("<p>One</p><p>Two</p><p>Three</p>")
    assert article.lead == article.html
    assert not article.has_more


def test_quotes_and_lists_are_not_cut_in_two() -> None:
    html = "<blockquote><p>1</p><p>2</p><p>3</p></blockquote><ul><li><p>4</p></li></ul><p>5</p>"
    assert cut_after_paragraphs(html, 2) == html
    assert cut_after_paragraphs(f"{html}<p>6</p><p>7</p>", 2) == f"{html}<p>6</p>"


def test_open_elements_are_closed() -> None:
    html = "<div><div><p>1</p><p>2</p></div><p>3</p></div>"
    assert cut_after_paragraphs(html, 1) == "<div><div><p>1</p></div></div>"


def test_brackets_in_attributes_do_not_end_a_tag() -> None:
    html = '<p><img src="/a.png" alt="a </p> > b"></p><p>2</p>'
    assert cut_after_paragraphs(html, 1) == '<p><img src="/a.png" alt="a </p> > b"></p>'


_PIECES = """
    <p> </p> <div> </div> <blockquote> </blockquote> <b> </b> <ul><li> </ul> <a\thref="/x>y"> </a>
    <br> <!--more--> &amp; word
"""
_SOURCES = st.lists(st.sampled_from(_PIECES.split(" ")), max_size=40).map("".join)


@given(_SOURCES)
def test_a_lead_is_valid_html(source: str) -> None:
    lead = _render(source).lead_html
    assert _join_lines(clean_article(lead, markup=Markup.HTML).html) == _join_lines(lead)


@given(_SOURCES)
def test_a_lead_without_a_mark_is_shorter_than_the_article(source: str) -> None:
    article = _render(source.replace("<!--more-->", ""))
    if article.has_more:
        assert len(article.lead_html) < len(article.html)
