"""Signatures address nobody and reveal other names of their authors."""

import pytest

from comments.references import CommentInput
from tests.comments.references.resolving import get_targets


@pytest.mark.parametrize(
    "text",
    [
        "It was.\n\nRegards,\nBob",
        "It was.\nCheers, Bob.",
        "It was.\n-Bob",
        "It was.\n\nThanks,\nBob",
        "It was.\n\nMit freundlichen Grüßen\nBob",
        "It was.\n\nCordialement,\nBob",
        "It was.\n\nBest regards,\n\nBob\nRiver Office\nNorth County",
    ],
)
def test_a_signature_addresses_nobody(text: str) -> None:
    assert get_targets(text, author="u123") == []


def test_a_name_alone_on_the_last_line_is_a_signature() -> None:
    thread = (CommentInput(1, "Bob Baker", "Yes."),)
    assert get_targets("It was.\n\nBob", author="Bob Ott", thread=thread) == []


def test_thanks_with_a_name_can_address() -> None:
    assert get_targets("It was.\n\nThanks, Bob") == [2]


@pytest.mark.parametrize(
    "closing", ["Regards,\nAmmar Said", "cheers, Ammar", "Thanks & Regards,\nAmmar"]
)
def test_people_are_recognized_by_their_signature(closing: str) -> None:
    thread = (CommentInput(1, "u123", f"How so?\n\n{closing}"), CommentInput(2, "Yves", "Hm."))
    assert get_targets("Dear Ammar,\nso.", thread=thread) == [1]
