from html import unescape

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from core.search.query import parse_query
from core.search.snippets import SNIPPET_LENGTH, build_snippet

pytestmark = pytest.mark.every_database


def _snippet(text: str, query: str) -> str:
    return build_snippet(text, parse_query(query).required)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The harbour is full.", "harbour", "The <mark>harbour</mark> is full."),
        ("The Harbour is full.", "HARBOUR", "The <mark>Harbour</mark> is full."),
        ("harbours, harbour", "harbour", "harbours, <mark>harbour</mark>"),
        ("harbours, harbour", "harb*", "<mark>harbours</mark>, <mark>harbour</mark>"),
        ("An old, harbour wall", '"old harbour"', "An <mark>old, harbour</mark> wall"),
        (
            "Café, cafe\u0301, cafe",
            "cafe",
            "<mark>Café</mark>, <mark>cafe\u0301</mark>, <mark>cafe</mark>",
        ),
        ("Café and cafe", "café", "<mark>Café</mark> and <mark>cafe</mark>"),
        ("Мы у моря", "МОРЯ", "Мы у <mark>моря</mark>"),
        ("old_-_harbour wall", '"old harbour wall"', "<mark>old_-_harbour wall</mark>"),
        ("Straße, Strasse", "STRASSE", "<mark>Straße</mark>, <mark>Strasse</mark>"),
        ("Łódź ﬁn", "lodz fin", "<mark>Łódź</mark> <mark>ﬁn</mark>"),
        ("شَارِع", "شارع", "<mark>شَارِع</mark>"),
        ("हिन्दी, हिन्द", "हिन्दी", "<mark>हिन्दी</mark>, हिन्द"),
        ("我家在上海东边。", "上海", "我家在<mark>上海</mark>东边。"),
        ("서울에서", "서울", "<mark>서울</mark>에서"),
        ("iPhone手机", "phone 手机", "iPhone<mark>手机</mark>"),
        ("snake_case harbour_x", "harbour", "snake_case <mark>harbour</mark>_x"),
        ("old wall and harbour", "wall harbour", "old <mark>wall</mark> and <mark>harbour</mark>"),
    ],
)
def test_matching_words_are_marked(text: str, query: str, expected: str) -> None:
    assert _snippet(text, query) == expected


def test_the_text_is_escaped() -> None:
    shown = _snippet('<script>alert("x")</script> & harbour', "alert harbour")
    assert shown == (
        "&lt;script&gt;<mark>alert</mark>(&quot;x&quot;)&lt;/script&gt; &amp; <mark>harbour</mark>"
    )


def test_a_match_deep_in_a_text_is_shown_with_its_context() -> None:
    shown = _snippet("before " * 500 + "harbour " + "after " * 500, "harbour")
    assert "before <mark>harbour</mark> after" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(strip_tags(shown)) < SNIPPET_LENGTH + 10


def test_the_excerpt_with_the_most_matches_is_shown() -> None:
    text = "harbour " + "x " * 300 + "the old harbour wall " + "x " * 300
    assert "old</mark> <mark>harbour</mark> <mark>wall" in _snippet(text, "old harbour wall")


def test_without_a_match_the_start_is_shown() -> None:
    assert _snippet("The harbour is full.", "fog") == "The harbour is full."


def test_a_text_without_spaces_is_cut() -> None:
    assert len(_snippet("x" * 10_000, "fog")) < SNIPPET_LENGTH + 10


_TEXTS = st.text(st.sampled_from("ab é<>&\"'-_\n*") | st.characters(), max_size=600)


@given(_TEXTS, _TEXTS)
def test_a_snippet_is_part_of_the_text_with_no_markup_except_marks(text: str, query: str) -> None:
    shown = _snippet(text, query)
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert unescape(bare).removeprefix("… ").removesuffix(" …") in text
