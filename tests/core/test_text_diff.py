import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from core.text_diff import render_diff

TEXTS = st.text("ab <>&\n", max_size=60)


def remove(tag: str, html: str) -> str:
    """Return the text of a diff without its ``<ins>`` or ``<del>`` elements."""
    bare = re.sub(rf"<{tag}>.*?</{tag}>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"</?(?:ins|del)>", "", bare))


def test_changed_words_are_marked() -> None:
    assert render_diff("a fine ship", "a cheap ship") == "a <del>fine </del><ins>cheap </ins>ship"


def test_texts_are_escaped() -> None:
    assert render_diff("<b>", "<i>") == "<del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>"


@given(TEXTS)
def test_equal_texts_have_no_changes(text: str) -> None:
    assert "<" not in render_diff(text, text)


@given(TEXTS, TEXTS)
def test_a_diff_contains_both_texts(before: str, after: str) -> None:
    html = render_diff(before, after)
    assert remove("ins", html) == before
    assert remove("del", html) == after


def test_long_different_texts_are_replaced_as_a_whole() -> None:
    one, other = ("a b " * 5000, "b a " * 5000)
    assert render_diff(one, f"c {other}").count("<del>") == 1
