"""Comment numbers and other numbers."""

import pytest

from comments.references import CommentInput, Cue
from tests.comments.references.resolving import get_targets, resolve_text

PAGE = tuple(
    CommentInput(number, author, f"Something of {author}.")
    for number, author in enumerate(["james", "Circe", "karlof1", "Paveway IV", "james"], start=101)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("101 james, that is so", [101]),
        ("james 101 that is so", [101]),
        ("james @ 101 that is so", [101]),
        ("james @101", [101]),
        ("@ 101 james", [101]),
        ("@james 101", [101]),
        ("james at 101 has it", [101]),
        ("Circe@102 no", [102]),
        ("karlof1 | 103", [103]),
        ("paveway 104 no", [104]),
        ("104 / Paveway IV: no", [104]),
        ("#101", [101]),
        ("No. 101 is wrong", [101]),
        ("re: 101", [101]),
        ("see comment 101", [101]),
        ("@101", [101]),
        (">101<\nno", [101]),
        ("101\nno", [101]),
        ("@101, 103\nno", [101, 103]),
        ("@101/103", [101, 103]),
        ("#101 and #103", [101, 103]),
        ("the #101 post", [101]),
        ("n°101 : non", [101]),
        ("Le commentaire n° 101 est faux", [101]),
    ],
)
def test_a_number_with_a_mark_or_name_is_a_comment(text: str, expected: list[int]) -> None:
    assert get_targets(text, thread=PAGE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "101 dalmatians",
        "in 102 days",
        "100 people and 101 cats",
        "it costs 101%",
        "at 10:45 or 101.5",
        "the C#101 course",
        "see http://example.org/page#101",
        "@ 102 km",
        "karlof1 has 102 reasons",
        "the #101 bus",
        "j'habite au n°101",
    ],
)
def test_a_bare_number_is_ignored(text: str) -> None:
    assert get_targets(text, thread=PAGE) == []


def test_a_number_wins_over_the_nearest_comment() -> None:
    text = "james 101, you are right. I agree with you james."
    assert get_targets(text, thread=PAGE) == [101]


@pytest.mark.parametrize("text", ["#106", "#107", "james @ 400", "@9999999999"])
def test_a_later_number_is_ignored(text: str) -> None:
    assert [target for target in get_targets(text, thread=PAGE) if target > 105] == []


def test_a_number_before_the_thread_is_missing() -> None:
    (found,) = resolve_text("@98 you said so", thread=PAGE)
    assert (found.target, found.cue, found.present) == (98, Cue.NUMBER, False)


@pytest.mark.parametrize(
    "text", ["The #1 problem is rain.", "You are #1 in my book.", "#1 fan here", "our #1 rule"]
)
def test_a_rank_is_ignored(text: str) -> None:
    assert get_targets(text) == []


@pytest.mark.parametrize("text", ["#1 has it right", "#1: no", "I read #1 again", "see the #1"])
def test_number_one_can_be_a_comment(text: str) -> None:
    assert get_targets(text) == [1]
