"""How a comment is read: pieces with their places, links, disguises, markup of collections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.spam.reading import LONGEST, pieces, without_markup


def kinds(text: str) -> list[tuple[str, str]]:
    """Return the pieces with their kinds."""
    return [(piece.kind, piece.text) for piece in pieces(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don’t!", [("word", "don't"), ("mark", "!")]),
        ("SOOOOO", [("word", "soo")]),
        ("Ｖｉａｇｒａ", [("word", "viagra")]),
        ("see www.a.example/b.", [("word", "see"), ("link", "www.a.example/b.")]),
        ("a.example.com", [("link", "a.example.com")]),
        ("spike@pills.example", [("mail", "spike@pills.example")]),
        ("2,300 ships", [("number", "2,300"), ("word", "ships")]),
        ("e.g. this", [("word", "e"), ("mark", "."), ("word", "g"), ("mark", "."),
                       ("word", "this")]),
    ],
)  # fmt: skip
def test_pieces(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


@given(st.text())
def test_pieces_stand_where_they_say(text: str) -> None:
    last = 0
    for piece in pieces(text):
        assert last <= piece.start < piece.end <= len(text)
        last = piece.end


def test_nothing_is_read_beyond_the_longest_text() -> None:
    assert sum(piece.end - piece.start for piece in pieces("x" * (2 * LONGEST))) == LONGEST


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("I&#39;m<br />here", "I'm here"),
        ('<a href="http://a.example/?t=9">3:40</a>!', "3:40!"),
        ('<a href="http://a.example/">http://a.exam…</a>', " http://a.exam… "),
        ('<a href="http://a.example/">here</a>', " http://a.example/ here "),
        ("1 < 2", "1 < 2"),
    ],
)
def test_markup_is_read_as_what_it_shows(shown: str, text: str) -> None:
    assert without_markup(shown) == text
