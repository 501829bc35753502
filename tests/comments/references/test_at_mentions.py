"""``@name`` in its variants."""

import pytest

from comments.references import Cue
from tests.comments.references.resolving import get_cues, get_targets, resolve_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@bob that is not so", [2]),
        ("@ bob that is not so", [2]),
        ("@BOB: no", [2]),
        ("@Ann Ashby: no", [5]),
        ("@AnnAshby. no", [5]),
        ("@ann no", [5]),
        ("@Ashby no", [5]),
        ("@mad, no", [6]),
        ("@celik no", [3]),
        ("@Debs is Dead no", [9]),
        ("I say this @bob", [2]),
        ("见https://example.org/bridge。@bob no", [2]),
        ("www.example.org/bridge—@bob no", [2]),
    ],
)
def test_a_name_means_the_nearest_comment(text: str, expected: list[int]) -> None:
    assert get_targets(text) == expected


@pytest.mark.parametrize(
    "text",
    ["@bob / carl.. no", "@bob, @carl no", "@bob, carl: no", "@ bob & carl", "@bob and carl, no"],
)
def test_one_mark_can_start_a_list(text: str) -> None:
    assert get_cues(text) == [(2, Cue.AT), (3, Cue.AT)]


@pytest.mark.parametrize("text", ["@will no", "@d no"])
def test_everyday_words_can_be_names(text: str) -> None:
    assert [cue for _, cue in get_cues(text)] == [Cue.AT]


@pytest.mark.parametrize(
    "text",
    [
        "write to joe@bob.example",
        "ask carl.celik@bob.example",
        "@nobody",
        "@",
        "a @ b",
        "https://example.org/@bob/101",
        "example.org/@bob",
        "https://example.org/brücken–bau/@bob",
        "RT @bob: the bridge is closed",
        "The bridge is closed, via @bob",
    ],
)
def test_email_addresses_and_unknown_names_are_ignored(text: str) -> None:
    assert get_targets(text) == []


def test_the_span_contains_the_name_as_typed() -> None:
    text = "Well, @Bob, no"
    (found,) = resolve_text(text)
    assert (found.name, text[found.start : found.end]) == ("Bob", "Bob")


def test_ones_own_name_is_an_account_on_another_site() -> None:
    assert get_targets("I am @bobby elsewhere", author="Bobby") == []
