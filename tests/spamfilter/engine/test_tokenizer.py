"""Tokens with their offsets, links, disguised words, and the markup of data sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spamfilter.engine.tokenizer import MAX_CHARACTERS, is_disguised, strip_markup, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Don’t!", [("word", "don't"), ("symbol", "!")]),
        ("SOOOOO", [("word", "soo")]),
        ("Ｖｉａｇｒａ", [("word", "viagra")]),
        ("see www.a.example/b.", [("word", "see"), ("link", "www.a.example/b.")]),
        ("a.example.com", [("link", "a.example.com")]),
        ("看 https://a.example/b，领取", [("word", "看"), ("link", "https://a.example/b"),
                                      ("symbol", ","), ("word", "领取")]),
        ("a.example.com/b—buy", [("link", "a.example.com/b"), ("symbol", "—"), ("word", "buy")]),
        ("spike@pills.example", [("email", "spike@pills.example")]),
        ("+1 (555) 010-0142", [("phone", "+1 (55) 010-0142")]),
        ("call 555-010-0142", [("word", "call"), ("phone", "55-010-0142")]),
        ("2012-2013", [("number", "2012"), ("symbol", "-"), ("number", "2013")]),
        ("example . com", [("link", "example . com")]),
        ("example(dot)com", [("link", "example(dot)com")]),
        ("the end. Come", [("word", "the"), ("word", "end"), ("symbol", "."), ("word", "come")]),
        ("加微信 桥", [("word", "加微"), ("word", "微信"), ("word", "桥")]),
        ("ひみつ", [("word", "ひみ"), ("word", "みつ")]),
        ("vіаgrа", [("word", "viagra")]),
        ("Βuy", [("word", "buy")]),
        ("мост", [("word", "мост")]),
        ("café", [("word", "café")]),
        ("2,300 ships", [("number", "2,300"), ("word", "ships")]),
        ("e.g. this", [("word", "e"), ("symbol", "."), ("word", "g"), ("symbol", "."),
                       ("word", "this")]),
    ],
)  # fmt: skip
def test_tokens(text: str, tokens: list[tuple[str, str]]) -> None:
    assert [(token.kind, token.text) for token in tokenize(text)] == tokens


@given(st.text())
def test_offsets_are_in_order_and_inside_the_text(text: str) -> None:
    last = -1
    for token in tokenize(text):
        assert last < token.start < token.end <= len(text)
        last = token.start


def test_text_beyond_the_limit_is_ignored() -> None:
    tokens = tokenize("x" * (2 * MAX_CHARACTERS))
    assert sum(token.end - token.start for token in tokens) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("I&#39;m<br />here", "I'm here"),
        ('<a href="http://a.example/?t=9">3:40</a>!', "3:40!"),
        ('<a href="http://a.example/">http://a.exam…</a>', " http://a.exam… "),
        ('<a href="http://a.example/">here</a>', " http://a.example/ here "),
        ("1 < 2", "1 < 2"),
    ],
)
def test_markup_is_converted_to_visible_text(markup: str, text: str) -> None:
    assert strip_markup(markup) == text


@pytest.mark.parametrize("text", ["сhеap pills", "frее", "𝐛𝐮𝐲 now", "vi\u200bagra", "Μake money"])
def test_disguised_words_are_recognized(text: str) -> None:
    assert is_disguised(text)


@pytest.mark.parametrize(
    "text", ["cheap", "Мост closed", "café Ψ", "naïve Zoë", "x\u200d", "می\u200cخواهم", "日本 tour"]
)
def test_other_scripts_and_accents_are_no_disguise(text: str) -> None:
    assert not is_disguised(text)
