"""Words that look like somebody's name."""

import pytest

from comments.references import CommentInput
from tests.comments.references.resolving import targets

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
def test_an_everyday_word_is_no_name(text: str) -> None:
    assert targets(text, thread=THREAD) == []


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
def test_marked_or_plainly_called_it_is_one(text: str, expected: list[int]) -> None:
    assert targets(text, thread=THREAD) == expected


def test_a_name_that_has_not_commented_is_nobody() -> None:
    assert targets("Hi Bruno, yes.", thread=THREAD) == []


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
def test_an_everyday_word_as_the_byline_shows_it_may_be_called(
    text: str, expected: list[int]
) -> None:
    thread = (CommentInput(1, "will", "Yes."), CommentInput(2, "Guest", "Perhaps."))
    assert targets(text, thread=thread) == expected
