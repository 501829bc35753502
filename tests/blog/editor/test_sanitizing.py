import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.rendering.content import sanitize_for_editor
from core.sanitizing.articles import clean_article


def test_the_source_is_sanitized() -> None:
    assert sanitize_for_editor("<div class='x'><script>1</script>Fog</div>") == "<p>Fog</p>"


@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->", "<!--more Read on!-->"])
def test_the_mark_is_preserved(mark: str) -> None:
    assert sanitize_for_editor(f"<p>Fog</p>{mark}<p>and ships</p>") == (
        "<p>Fog</p>\n<!--more-->\n<p>and ships</p>"
    )


def test_a_mark_inside_a_paragraph_splits_it() -> None:
    assert sanitize_for_editor("<p>Fog<!--more--> and ships</p>") == (
        "<p>Fog</p>\n<!--more-->\n<p>and ships</p>"
    )


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "<li>", "fog", "<!--more-->"])))
def test_sanitizing_for_the_editor_does_not_change_the_article(pieces: list[str]) -> None:
    sanitized = sanitize_for_editor("".join(pieces))
    assert sanitize_for_editor(sanitized) == sanitized
    assert clean_article(sanitized).html == clean_article(sanitized.replace("<!--more-->", "")).html
