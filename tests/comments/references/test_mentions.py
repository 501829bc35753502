"""Names inside a sentence."""

import pytest

from comments.references import Cue
from tests.comments.references.resolving import get_cues, get_targets


@pytest.mark.parametrize(
    "text",
    [
        "It was, as Bob said, the flood.",
        "I agree with Bob on that.",
        "I agree Bob",
        "Same question as Bob here.",
        "Bob's point is a good one.",
        "You are missing my point, Bob.",
        "I am sorry, Bob, but no.",
        "i agree with you bob – it was the flood",
        "As for the flood, Bob wrote it.",
        "Bob is right about the flood.",
        "Bob's absolutely right.",
        "Bob has a point there.",
        "bob has already nailed it",
        "It rained. But Bob's idea of a flood is a good one.",
        "Ha, Bob, not here!",
        "Bob hat völlig recht.",
        "Wie Bob schon schrieb, es war die Flut.",
        "Bob a bien raison.",
        "Comme dit Bob, c'était la crue.",
    ],
)
def test_a_sentence_can_address_or_discuss_a_comment(text: str) -> None:
    assert get_cues(text) == [(2, Cue.MENTION)]


@pytest.mark.parametrize(
    "text",
    [
        "I saw Bob's code at work.",
        "As Bob Dylan said, it is hard.",
        "That was Uncle Bob.",
        "We drove there with Bob.",
        "The bob is a haircut.",
        "Bob is at home.",
        "Bob a pris le train.",
        "My Uncle Bob's idea was to swim.",
        "It rained. Uncle Bob is right to swim.",
    ],
)
def test_a_third_party_is_not_addressed(text: str) -> None:
    assert get_targets(text) == []
