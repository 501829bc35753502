"""What the search understands of what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.query import MAX_TERMS, Query, Term, parse_query


def _wanted(text: str) -> list[tuple[str, ...]]:
    return [term.words for term in parse_query(text).wanted]


def test_words_are_all_wanted() -> None:
    assert _wanted("old  harbour\twall") == [("old",), ("harbour",), ("wall",)]


def test_a_phrase_is_one_term() -> None:
    assert _wanted('"old harbour" wall') == [("old", "harbour"), ("wall",)]


def test_a_phrase_that_is_not_closed_goes_to_the_end() -> None:
    assert _wanted('wall "old harbour') == [("wall",), ("old", "harbour")]


def test_a_star_wants_a_beginning() -> None:
    assert parse_query("harb*").wanted == (Term(("harb",), is_prefix=True),)


@pytest.mark.parametrize("text", ["ha*", '"harb*"', "ha*rb", "*harb", "harb *"])
def test_a_star_elsewhere_is_nothing(text: str) -> None:
    assert not any(term.is_prefix for term in parse_query(text).wanted)


def test_a_minus_wants_a_word_not_there() -> None:
    assert parse_query('harbour -fog -"old wall"') == Query(
        wanted=(Term(("harbour",)),), unwanted=(Term(("fog",)), Term(("old", "wall")))
    )


def test_a_minus_inside_a_word_joins_a_phrase() -> None:
    assert _wanted("self-hosted") == [("self", "hosted")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("harbour AND wall", [("harbour",), ("AND",), ("wall",)]),
        ("title:harbour", [("title", "harbour")]),
        ("NEAR(old wall, 3)", [("NEAR", "old"), ("wall",), ("3",)]),
        ("harbour & !wall | (old)", [("harbour",), ("wall",), ("old",)]),
        ("O'Neill's", [("O", "Neill", "s")]),
        ("C++ $#@ --", [("C",)]),
        ("море Größe", [("море",), ("Größe",)]),
    ],
)
def test_everything_else_is_literal(text: str, words: list[tuple[str, ...]]) -> None:
    assert _wanted(text) == words


def test_a_word_given_twice_is_one() -> None:
    assert _wanted("fog fog") == [("fog",)]


def test_only_so_many_words_are_looked_for() -> None:
    assert len(_wanted(" ".join(f"word{n}" for n in range(100)))) == MAX_TERMS


@pytest.mark.parametrize("text", ["", " ", "a", "-harbour", '""', "*", "!?", '"a"'])
def test_too_little_to_look_for(text: str) -> None:
    assert parse_query(text).is_too_short


@pytest.mark.parametrize("text", ["ab", "a b", "harbour -fog", "42"])
def test_enough_to_look_for(text: str) -> None:
    assert not parse_query(text).is_too_short


@given(st.text())
def test_any_text_has_a_meaning_of_plain_words(text: str) -> None:
    query = parse_query(text)
    for term in (*query.wanted, *query.unwanted):
        assert term.words
        assert all(word.isalnum() for word in term.words)
