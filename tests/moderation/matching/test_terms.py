"""Listed words and phrases are found whole, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.matching import Hit, Terms, read_terms
from moderation.matching.words import Words, fold
from tests.adversarial import LISTED, repeat_to_length
from tests.step_counter import assert_linear


def terms(*lines: str) -> Terms:
    return Terms(read_terms("\n".join(lines)).terms)


def found(text: str, *lines: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in terms(*lines).find(text)]


@pytest.mark.parametrize(
    ("term", "text", "passage"),
    [
        ("viagra", "Cheap VIAGRA here", "VIAGRA"),
        ("viagra", "(viagra)", "viagra"),
        ("cheap pills", "so cheap, PILLS!", "cheap, PILLS"),
        ("casino*", "Online-Casinos are open", "Casinos"),
        ("cheap pil*", "cheap pillows", "cheap pillows"),
        ("straße", "in der STRASSE", "STRASSE"),
        ("ярмарка", "на ЯРМАРКА", "ЯРМАРКА"),
        ("كتاب", "هذا كِتَابٌ جديد", "كِتَابٌ"),
        ("हिन्दी", "यह हिन्दी है", "हिन्दी"),
        ("赌场", "最好的赌场在线", "赌场"),
        ("o'brien", "said O’Brien", "O’Brien"),
    ],
)
def test_a_term_is_found_where_its_words_stand(term: str, text: str, passage: str) -> None:
    assert found(text, term) == [passage]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("ass", "a class of passengers"),
        ("viagra", "viagrand"),
        ("casino*", "mycasino"),
        ("cheap pills", "cheap red pills"),
        ("bum", "burn it"),
        ("schwul", "ein schwüler Tag"),
        ("cop", "наш сор"),
    ],
)
def test_a_word_that_only_holds_a_term_is_another_word(term: str, text: str) -> None:
    assert found(text, term) == []


@pytest.mark.parametrize(
    "text",
    [
        "v1agra", "V1AGRA", "vi\u200bagra", "vi\u00adagra", "ｖｉａｇｒａ", "𝐯𝐢𝐚𝐠𝐫𝐚", "vіаgrа",
        "v i a g r a", "v.i.a.g.r.a", "v-i-a-g-r-a",
    ],
)  # fmt: skip
def test_a_disguise_is_seen_through(text: str) -> None:
    assert found(text, "viagra") == [text]


def test_a_disguised_word_of_a_phrase_gives_the_phrase_away() -> None:
    assert found("some cheap p1lls now", "cheap pills") == ["cheap p1lls"]


def test_all_terms_are_told_in_the_order_of_the_text() -> None:
    hits = terms("pills", "cheap pills", "casino").find("casino, cheap pills")
    assert hits == [Hit("casino", 0, 6), Hit("cheap pills", 8, 19), Hit("pills", 14, 19)]


def test_lines_that_would_say_more_than_they_do_are_refused() -> None:
    wrong = ["now >>", "-buy.", "is.and", "i''ll", "ｖｅ", "!!", "x" * 300]
    read = read_terms("\n".join(["# a remark", "", *wrong, "pills", "i'll"]))
    assert [term.line for term in read.terms] == ["pills", "i'll"]
    assert read.refused == wrong


def test_a_list_may_hold_beginnings_only() -> None:
    read = read_terms("abercrom", beginnings=True)
    assert Terms(read.terms).find("Abercrombie") == [Hit("abercrom", 0, 11)]


WORDS = st.lists(st.text("ab1 а", min_size=1, max_size=4), max_size=30).map(" ".join)
LINES = st.lists(st.text("ab1а ", min_size=1, max_size=6).map(str.strip), max_size=12)


@given(WORDS, LINES, st.booleans())
def test_the_compiled_list_finds_what_a_plain_search_finds(
    text: str, lines: list[str], beginnings: bool
) -> None:
    """Disguises apart: those words are found besides, never instead."""
    read = read_terms("\n".join(lines), beginnings=beginnings).terms
    words = Words.of(text)
    plain = set()
    for word, start in enumerate(words.starts):
        for term in read:
            end = start + len(term.key)
            whole = end in words.ends
            if words.line.startswith(term.key, start) and (whole or term.is_beginning):
                plain.add((words.spans[word][0], words.spans[words.word_at(end - 1)][1]))
    hits = {(hit.start, hit.end) for hit in Terms(read).find(text)}
    disguised = [*words.disguised(), *words.spelled_out().spans]
    besides = {
        (start, end)
        for start, end in hits - plain
        if not any(start <= first and last <= end for first, last in disguised)
    }
    assert plain <= hits
    assert besides == set()


@given(st.text(), st.text(max_size=20))
def test_places_are_places_of_the_text(text: str, line: str) -> None:
    for hit in terms(line, "a*").find(text):
        assert 0 <= hit.start < hit.end <= len(text)


@given(st.text())
def test_each_word_stands_where_the_line_says(text: str) -> None:
    words = Words.of(text)
    places = list(zip(words.keys, words.starts, words.spans, strict=False))
    assert len(places) == len(words.keys) == len(words.spans)
    assert all(words.line.startswith(key, start) for key, start, _span in places)
    assert all(fold(text[start:end]) == key for key, _start, (start, end) in places)


@pytest.mark.parametrize("word", LISTED)
def test_a_text_costs_by_its_length(word: str) -> None:
    found = terms("pills", "pills pills*", "p*", "赌场")
    assert_linear(lambda size: found.find(repeat_to_length(word, size)))
