"""What holds for sanitising whatever the input."""

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.sanitizing import policy
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text
from tests.core.sanitizing.html_checks import markup_like

# Without what means something: tags, entities, quotes, and the combining stroke that would
# compose with the end of a tag.
plain = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp"]
    ).filter(lambda character: character not in "<>&\u0338")
    | st.sampled_from(" \n"),
    max_size=200,
)


@given(markup_like)
@example("&nbsp;http://example.org")
@example("> <b>> x</b>")
@example("<b>&nbsp;http://example.org")
def test_rendering_a_rendered_comment_changes_nothing(source: str) -> None:
    once = render_comment(source)

    assert render_comment(once) == once
    assert policy.sanitize_comment(once) == once


@given(markup_like, st.sampled_from(Markup))
@example("<a href=#0>0<a name=0>", Markup.HTML)
@example("0<a name=0><? href=#0", Markup.HTML)
@example("<img src=/x alt='&amp;lt;&amp;copy;'>", Markup.HTML)
def test_cleaning_a_clean_article_changes_nothing(source: str, markup: Markup) -> None:
    once = clean_article(source, markup=markup).html

    assert clean_article(once).html == once
    assert policy.sanitize_article(once) == once


@given(plain)
def test_plain_text_keeps_its_words_in_order(source: str) -> None:
    assert plain_text(render_comment(source)).split() == normalize("NFC", source).split()


@given(markup_like)
def test_the_same_source_gives_the_same_html(source: str) -> None:
    assert render_comment(source) == render_comment(source)


@pytest.mark.parametrize("markup", Markup)
def test_an_empty_source_gives_nothing(markup: Markup) -> None:
    assert clean_article(" \n ", markup=markup).html == ""
