import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import NormalForm, clean_line, clean_text, excerpt, get_name_key, normalize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jfl", "jfl"),
        ("  b  real ", "B Real"),
        ("STRASSE", "straße"),
        ("ﬁsh", "Fish"),
        ("Ｊａｍｅｓ", "james"),
        ("ja\u200bmes", "james"),
        ("ja\u202emes", "james"),
        ("e\u0301mile", "Émile"),
        ("a\u00a0b", "a b"),
        ("x\ufe0f", "x"),
    ],
)
def test_equal_names_have_the_same_key(one: str, other: str) -> None:
    assert get_name_key(one) == get_name_key(other)


@pytest.mark.parametrize(("one", "other"), [("jfl", "jf"), ("jose", "josé"), ("a b", "ab")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert get_name_key(one) != get_name_key(other)


@given(st.text())
def test_the_key_of_a_key_is_the_key(name: str) -> None:
    assert get_name_key(get_name_key(name)) == get_name_key(name)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        (" a \t b\r\nc ", "a b c"),
        ("a\x00\x07b", "ab"),
        ("\u202eabc\u2066", "abc"),
        ("\u3164\u200b\ufeff", ""),
        ("\u200d", ""),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("نمی\u200cدانم", "نمی\u200cدانم"),
        ("e\u0301", "é"),
        ("\ud83d", ""),
    ],
)
def test_a_line_contains_only_visible_characters(typed: str, clean: str) -> None:
    assert clean_line(typed) == clean


@given(st.text())
def test_a_clean_line_is_unchanged(value: str) -> None:
    assert clean_line(clean_line(value)) == clean_line(value)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\tb", "a\tb"),
        ("a\x0b\x0c\x1b\x85b", "ab"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("\ufeffx\udc00", "x"),
        ("e\u0301", "é"),
        ("  same  ", "  same  "),
    ],
)
def test_text_keeps_line_ends_and_loses_controls(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("one two", 10, "one two"),
        ("one\n\ntwo", 10, "one two"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("onetwothree", 6, "onetw…"),
        ("", 5, ""),
    ],
)
def test_an_excerpt_has_whole_words(text: str, length: int, short: str) -> None:
    assert excerpt(text, length) == short


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_an_excerpt_is_never_too_long(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length


@given(st.text(st.sampled_from("aé \n\t\u00a0\u200b\u3000")), st.integers(1, 30))
def test_an_excerpt_has_single_spaces(text: str, length: int) -> None:
    line = " ".join(text.split())
    short = excerpt(text, length)
    assert short == line or (len(line) > length and line.startswith(short.removesuffix("…")))


@pytest.mark.parametrize("form", get_args(NormalForm.__value__))
@pytest.mark.parametrize(
    "marks",
    ["\u0301\u0323", "\u0f73\u0301", "\u0344\u0327", "☮\u20d0\u0323", "\u05b0\u064b\u3099"],
)
def test_long_runs_of_marks_are_normalized_as_in_unicode(form: NormalForm, marks: str) -> None:
    text = f"éa{marks * 40}b{marks}"
    assert normalize(form, text) == unicodedata.normalize(form, text)


def test_marks_are_neither_letters_nor_spaces() -> None:
    every = map(chr, range(0x110000))
    marks = [one for one in every if unicodedata.combining(unicodedata.normalize("NFD", one)[0])]
    assert not any(one.isalnum() or one.isspace() or one.isascii() for one in marks)


def _spell(letters: str) -> str:
    """Write letters as the invisible ones in flags."""
    return "".join(chr(0xE0000 + ord(letter)) for letter in letters)


BLACK_FLAG = "\U0001f3f4"
FLAGS = [f"{BLACK_FLAG}{_spell(nation)}\U000e007f" for nation in ("gbeng", "gbsct", "gbwls")]


@pytest.mark.parametrize("flag", FLAGS)
def test_the_flags_of_nations_are_kept(flag: str) -> None:
    assert clean_line(f"Ann {flag} Ashby") == f"Ann {flag} Ashby"
    assert get_name_key(f"ANN {flag}") == f"ann {flag}"
    assert excerpt(f"Go {flag}{flag}{flag}", 11) in {f"Go{'…'}", f"Go {flag}…"}


@pytest.mark.parametrize(
    "hidden",
    [
        f"{BLACK_FLAG}{_spell('ustx')}\U000e007f",
        f"{BLACK_FLAG}{_spell('gbeng')}",
        f"{BLACK_FLAG}{_spell('gbengsecret')}\U000e007f",
        f"{BLACK_FLAG}{_spell('secret')}",
    ],
)
def test_other_invisible_letters_are_removed(hidden: str) -> None:
    assert clean_line(f"Ann {hidden}") == f"Ann {BLACK_FLAG}"
    assert clean_line(f"Ann{_spell('gbeng')}") == "Ann"
