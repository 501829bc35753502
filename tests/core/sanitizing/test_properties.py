"""Properties of the sanitizer for any input."""

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.sanitizing import policy
from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text
from tests.core.sanitizing.html_checks import markup_like

# Text without tags, entities, quotes, and the combining stroke that would compose with the end of
# a tag.
PLAIN = st.text(
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
def test_rendering_a_comment_again_changes_nothing(source: str) -> None:
    once = render_comment(source)

    assert render_comment(once) == once
    assert policy.sanitize_comment(once) == once


@given(markup_like, st.sampled_from(Markup))
@example("<a href=#0>0<a name=0>", Markup.HTML)
@example("0<a name=0><? href=#0", Markup.HTML)
@example("<img src=/x alt='&amp;lt;&amp;copy;'>", Markup.HTML)
def test_cleaning_an_article_again_changes_nothing(source: str, markup: Markup) -> None:
    once = clean_article(source, markup=markup).html

    assert clean_article(once).html == once
    assert policy.sanitize_article(once) == once


@given(PLAIN)
def test_plain_text_keeps_its_words_in_order(source: str) -> None:
    assert plain_text(render_comment(source)).split() == normalize("NFC", source).split()


@given(markup_like)
def test_rendering_is_deterministic(source: str) -> None:
    assert render_comment(source) == render_comment(source)


@pytest.mark.parametrize("markup", Markup)
def test_blank_sources_give_no_html(markup: Markup) -> None:
    assert clean_article(" \n ", markup=markup).html == ""
