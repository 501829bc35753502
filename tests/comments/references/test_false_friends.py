"""Everyday words that are also names."""

import pytest

from comments.references import CommentInput
from tests.comments.references.resolving import get_targets

THREAD = tuple(
    CommentInput(number, author, f"Comment {number}.")
    for number, author in enumerate(
        ["Will", "Mark", "Me", "d", "CAD", "Peace", "From The Hague", "Guy", "Hope", "andi"],
        start=1,
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Will this work?",
        "I will, and you will.",
        "will, as they say",
        "Mark my words.",
        "Me, I think so.",
        "You tell me, please.",
        "d = 4",
        "Use d, not e.",
        "CAD: a drawing program",
        "CAD, I think, is hard",
        "Peace, brothers and sisters",
        "I came from the Hague.",
        "That guy, you know.",
        "Hope this helps.",
        "I hope, you know, that it does.",
        "Thanks guys",
        "You and I, we agree.",
    ],
)
def test_an_everyday_word_is_ignored(text: str) -> None:
    assert get_targets(text, thread=THREAD) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Peace no", [6]),
        ("@me no", [3]),
        ("@CAD no", [5]),
        ("Peace 6 no", [6]),
        ("@from the hague no", [7]),
        ("Guy, your bridge is closed.", [8]),
        ("Dear Mark,\nno.", [2]),
        ("Dear D,\nno.", [4]),
    ],
)
def test_a_marked_or_addressed_word_is_a_name(text: str, expected: list[int]) -> None:
    assert get_targets(text, thread=THREAD) == expected


def test_an_unknown_name_is_ignored() -> None:
    assert get_targets("Hi Bruno, yes.", thread=THREAD) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("will: no.", [1]),
        ("will - no.", [1]),
        ("will, no.", []),
        ("will you?", []),
        ("Guest, no.", [2]),
        ("Guest: no.", [2]),
        ("Guest lists are long.", []),
        ("guest, no.", []),
        ("Hi Guest,", []),
    ],
)
def test_an_everyday_word_typed_like_the_byline_is_a_name(text: str, expected: list[int]) -> None:
    thread = (CommentInput(1, "will", "Yes."), CommentInput(2, "Guest", "Perhaps."))
    assert get_targets(text, thread=thread) == expected
