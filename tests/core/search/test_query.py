import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.query import MAX_TERMS, Query, Term, parse_query

pytestmark = pytest.mark.every_database


def get_required(text: str) -> list[tuple[str, ...]]:
    return [term.words for term in parse_query(text).required]


def test_all_words_are_required() -> None:
    assert get_required("old  harbour\twall") == [("old",), ("harbour",), ("wall",)]


def test_a_phrase_is_one_term() -> None:
    assert get_required('"old harbour" wall') == [("old", "harbour"), ("wall",)]


def test_an_unclosed_phrase_extends_to_the_end() -> None:
    assert get_required('wall "old harbour') == [("wall",), ("old", "harbour")]


def test_a_star_matches_a_prefix() -> None:
    assert parse_query("harb*").required == (Term(("harb",), is_prefix=True),)


@pytest.mark.parametrize("text", ["ha*", '"harb*"', "ha*rb", "*harb", "harb *"])
def test_other_stars_are_ignored(text: str) -> None:
    assert not any(term.is_prefix for term in parse_query(text).required)


def test_a_minus_excludes_a_term() -> None:
    assert parse_query('harbour -fog -"old wall"') == Query(
        required=(Term(("harbour",)),), excluded=(Term(("fog",)), Term(("old", "wall")))
    )


def test_a_hyphenated_word_is_a_phrase() -> None:
    assert get_required("self-hosted") == [("self", "hosted")]


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
    assert get_required(text) == words


def test_repeated_words_count_once() -> None:
    assert get_required("fog fog") == [("fog",)]


def test_the_number_of_terms_is_limited() -> None:
    assert len(get_required(" ".join(f"word{n}" for n in range(100)))) == MAX_TERMS


@pytest.mark.parametrize("text", ["", " ", "a", "-harbour", '""', "*", "!?", '"a"'])
def test_too_short_queries(text: str) -> None:
    assert parse_query(text).is_too_short


@pytest.mark.parametrize("text", ["ab", "a b", "harbour -fog", "42", "海"])
def test_long_enough_queries(text: str) -> None:
    assert not parse_query(text).is_too_short


@given(st.text())
def test_any_text_gives_terms_of_plain_words(text: str) -> None:
    query = parse_query(text)
    for term in (*query.required, *query.excluded):
        assert term.words
        assert term.index_words
        for character in "".join(term.words):
            assert unicodedata.category(character)[0] not in "PSZ"


@pytest.mark.parametrize(
    ("text", "words", "is_prefix"),
    [
        ("Straße", ("strasse",), False),
        ("上海东", ("上海", "海东"), False),
        ("海", ("海",), True),
        ("手机x", ("手机", "机", "x"), False),
        ("2016年", ("2016", "年"), False),
        ("harb*", ("harb",), True),
    ],
)
def test_words_of_the_index(text: str, words: tuple[str, ...], is_prefix: bool) -> None:
    (term,) = parse_query(text).required
    assert (term.index_words, term.ends_with_prefix) == (words, is_prefix)
