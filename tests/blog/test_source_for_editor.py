"""What the editor is given to show: the source as readers get it, and where lists stop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.rendering import for_editor
from core.sanitizing.articles import clean_article


def test_the_source_is_cleaned() -> None:
    assert for_editor("<div class='x'><script>1</script>Fog</div>") == "<p>Fog</p>"


@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->", "<!--more Read on!-->"])
def test_the_mark_is_kept(mark: str) -> None:
    assert for_editor(f"<p>Fog</p>{mark}<p>and ships</p>") == (
        "<p>Fog</p>\n<!--more-->\n<p>and ships</p>"
    )


def test_a_mark_within_a_paragraph_ends_it() -> None:
    assert for_editor("<p>Fog<!--more--> and ships</p>") == (
        "<p>Fog</p>\n<!--more-->\n<p>and ships</p>"
    )


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "<li>", "fog", "<!--more-->"])))
def test_readers_get_the_same_from_what_the_editor_was_given(pieces: list[str]) -> None:
    shown = for_editor("".join(pieces))
    assert for_editor(shown) == shown
    assert clean_article(shown).html == clean_article(shown.replace("<!--more-->", "")).html
