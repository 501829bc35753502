"""Which of several comments by a person is meant."""

import pytest

from comments.references import CommentInput
from tests.comments.references.resolving import HOST, get_targets

SOLVED = (
    CommentInput(1, "Ann", "Why does the renderer crash with two monitors?"),
    CommentInput(2, "Ann", "I found the reason, it was an old driver."),
    CommentInput(3, "Ann", "Is there a list of supported printers?"),
)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ann,\nCongratulations on that!",
        "Hi Ann, glad you solved it.",
        "Dear Ann, well done!",
        "Hallo Ann, Glückwunsch!",
    ],
)
def test_congratulations_answer_a_solution(text: str) -> None:
    assert get_targets(text, author=HOST, thread=SOLVED) == [2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Ann, you are welcome.", [1]),
        ("Hi Ann, thank you for the link.", [2]),
        ("Hallo Ann, gute Frage.", [3]),
        ("Dear Ann, hm.", [3]),
    ],
)
def test_a_remark_shows_what_it_answers(text: str, expected: list[int]) -> None:
    thread = (
        CommentInput(1, "Ann", "Thank you very much, Harriet."),
        CommentInput(2, "Ann", "It is on https://example.org/ too."),
        CommentInput(3, "Ann", "When does it open?"),
    )
    assert get_targets(text, author=HOST, thread=thread) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ann,\nCongratulations on finding the reason. You are welcome.",
        "Hi Ann, you're welcome, and well done!",
        "Hi Ann, thanks for both your comments.",
        "Dear Ann, regarding your last two comments: yes.",
        "Liebe Ann, zu deinen beiden Kommentaren: ja.",
    ],
)
def test_two_comments_can_be_meant(text: str) -> None:
    thread = (
        CommentInput(1, "Bob", "Yes."),
        CommentInput(2, "Ann", "I found the reason, it was an old driver."),
        CommentInput(3, "Ann", "Many thanks, Harriet."),
    )
    assert get_targets(text, author=HOST, thread=thread) == [2, 3]


@pytest.mark.parametrize(
    "text",
    ["Dear Ann, both of your drivers are old.", "Dear Ann, you two have the same problem."],
)
def test_two_things_are_not_two_comments(text: str) -> None:
    assert get_targets(text, author=HOST, thread=SOLVED[:2]) == [2]


def test_rare_words_show_the_comment() -> None:
    thread = (
        *(CommentInput(n, "Bob", f"The driver of printer {n} is old.") for n in range(1, 9)),
        CommentInput(9, "Ann", "Does anybody have the driver for a plotter with rotating drums?"),
        CommentInput(10, "Ann", "Old printers and their driver have problems with printer paper."),
    )
    text = "Hi Ann, plotters with drums need an old printer driver."
    assert get_targets(text, thread=thread) == [9]


def test_a_person_is_known_by_a_signature_in_other_comments_too() -> None:
    thread = (
        CommentInput(1, "rott", "First.\n\nCheers,\nRudi"),
        CommentInput(2, "rott", "Second."),
        CommentInput(3, "rott", "Third.\n\nCheers,\nXaver"),
        CommentInput(4, "guest", "Fourth.\n\nCheers,\nPetra"),
        CommentInput(5, "guest", "Fifth."),
    )
    assert get_targets("Dear Rudi, yes.", thread=thread) == [2]
    assert get_targets("Dear Petra, yes.", thread=thread) == [4]
