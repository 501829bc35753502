"""What was changed in a text, word by word."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from core.text_diff import render_diff

TEXTS = st.text("ab <>&\n", max_size=60)


def kept(html: str, gone: str) -> str:
    """Return the text of a difference without the parts in one of its two elements."""
    bare = re.sub(rf"<{gone}>.*?</{gone}>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"</?(?:ins|del)>", "", bare))


def test_words_are_marked() -> None:
    assert render_diff("a fine ship", "a cheap ship") == "a <del>fine </del><ins>cheap </ins>ship"


def test_what_was_typed_is_escaped() -> None:
    assert render_diff("<b>", "<i>") == "<del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>"


@given(TEXTS)
def test_the_same_text_has_no_difference(text: str) -> None:
    assert "<" not in render_diff(text, text)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    html = render_diff(before, after)
    assert kept(html, "ins") == before
    assert kept(html, "del") == after


def test_texts_of_nothing_in_common_cost_no_time() -> None:
    one, other = ("a b " * 5000, "b a " * 5000)
    assert render_diff(one, f"c {other}").count("<del>") == 1
