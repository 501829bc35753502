"""Terms match whole words and phrases, even if they are disguised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.filters.matching.term_list import Match, TermMatcher, parse_terms
from moderation.filters.matching.words import Words, normalize
from tests.adversarial import LISTED, repeat_to_length
from tests.step_counter import assert_linear


def terms(*lines: str) -> TermMatcher:
    return TermMatcher(parse_terms("\n".join(lines)).terms)


def found(text: str, *lines: str) -> list[str]:
    return [text[match.start : match.end] for match in terms(*lines).find(text)]


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
def test_a_term_matches_its_words(term: str, text: str, passage: str) -> None:
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
def test_a_term_does_not_match_part_of_a_word(term: str, text: str) -> None:
    assert found(text, term) == []


@pytest.mark.parametrize(
    "text",
    [
        "v1agra", "V1AGRA", "vi\u200bagra", "vi\u00adagra", "ｖｉａｇｒａ", "𝐯𝐢𝐚𝐠𝐫𝐚", "vіаgrа",
        "v i a g r a", "v.i.a.g.r.a", "v-i-a-g-r-a",
    ],
)  # fmt: skip
def test_a_disguised_word_matches(text: str) -> None:
    assert found(text, "viagra") == [text]


def test_a_disguised_word_in_a_phrase_matches() -> None:
    assert found("some cheap p1lls now", "cheap pills") == ["cheap p1lls"]


def test_matches_are_in_the_order_of_the_text() -> None:
    matches = terms("pills", "cheap pills", "casino").find("casino, cheap pills")
    assert matches == [Match("casino", 0, 6), Match("cheap pills", 8, 19), Match("pills", 14, 19)]


def test_terms_that_would_match_too_much_are_invalid() -> None:
    invalid = ["now >>", "-buy.", "is.and", "i''ll", "ｖｅ", "!!", "x" * 300]
    read = parse_terms("\n".join(["# a comment", "", *invalid, "pills", "i'll"]))
    assert [term.line for term in read.terms] == ["pills", "i'll"]
    assert read.invalid == invalid


def test_all_terms_of_a_list_can_be_prefixes() -> None:
    read = parse_terms("abercrom", match_prefixes=True)
    assert TermMatcher(read.terms).find("Abercrombie") == [Match("abercrom", 0, 11)]


WORDS = st.lists(st.text("ab1 а", min_size=1, max_size=4), max_size=30).map(" ".join)
LINES = st.lists(st.text("ab1а ", min_size=1, max_size=6).map(str.strip), max_size=12)


@given(WORDS, LINES, st.booleans())
def test_the_index_matches_what_a_linear_search_matches(
    text: str, lines: list[str], beginnings: bool
) -> None:
    # Matches of disguised words come in addition.
    read = parse_terms("\n".join(lines), match_prefixes=beginnings).terms
    words = Words.from_text(text)
    plain = set()
    for word, start in enumerate(words.starts):
        for term in read:
            end = start + len(term.key)
            whole = end in words.ends
            if words.line.startswith(term.key, start) and (whole or term.is_prefix):
                plain.add((words.spans[word][0], words.spans[words.get_word_at(end - 1)][1]))
    matches = {(match.start, match.end) for match in TermMatcher(read).find(text)}
    disguised = [*words.find_disguised(), *words.join_spelled_out().spans]
    extra = {
        (start, end)
        for start, end in matches - plain
        if not any(start <= first and last <= end for first, last in disguised)
    }
    assert plain <= matches
    assert extra == set()


@given(st.text(), st.text(max_size=20))
def test_offsets_are_inside_the_text(text: str, line: str) -> None:
    for match in terms(line, "a*").find(text):
        assert 0 <= match.start < match.end <= len(text)


@given(st.text())
def test_words_have_consistent_offsets(text: str) -> None:
    words = Words.from_text(text)
    places = list(zip(words.keys, words.starts, words.spans, strict=False))
    assert len(places) == len(words.keys) == len(words.spans)
    assert all(words.line.startswith(key, start) for key, start, _span in places)
    assert all(normalize(text[start:end]) == key for key, _start, (start, end) in places)


@pytest.mark.parametrize("word", LISTED)
def test_the_cost_is_linear_in_the_length(word: str) -> None:
    found = terms("pills", "pills pills*", "p*", "赌场")
    assert_linear(lambda size: found.find(repeat_to_length(word, size)))


@pytest.mark.parametrize("text", ["нoвости", "HOВОСТИ", "н о в о с т и"])
def test_a_word_in_another_alphabet_with_latin_letters_matches(text: str) -> None:
    assert found(text, "новости") == [text]


@pytest.mark.parametrize("text", ["новинки", "novosti", "новoсть"])
def test_another_word_with_latin_letters_does_not_match(text: str) -> None:
    assert found(text, "новости") == []
