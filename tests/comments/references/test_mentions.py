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
        "I live in Vienna, Bob.",
        "Danke für den Hinweis, Bob.",
        "It seems to me Bob you are wrong.",
        "It seems Bob that you are wrong, I agree with Bob.",
        "You are a nice guy Bob for telling us.",
        "I really thank you Bob for telling us.",
        "That is a great point Bob.",
        "Regarding Bob's question: yes.",
        "Bob's comment is spot on.",
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
        "I told Bob you were right.",
        "With Bob you never know.",
        "I read Rilke, Goethe, Bob.",
        "We met Anna, Bob.",
        "On this point Bob.",
        "See Bob's question above.",
        "This is the link to Bob's post.",
        "I saw your reply to Bob.",
        "You seem to have the same problem as Bob.",
    ],
)
def test_a_third_party_is_not_addressed(text: str) -> None:
    assert get_targets(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ann, as Bob said, it was the flood.",
        "@Ann Bob wrote that above.",
        "Ann, see Bob's question.",
        "Dear Ann,\nI can only repeat my reply to Bob.",
    ],
)
def test_a_third_person_is_not_addressed(text: str) -> None:
    assert get_targets(text) == [5]


@pytest.mark.parametrize(
    "text",
    ["Hi Ann, I agree with Bob.", "Ann, Bob is right.", "Ann, I like Bob's idea of a flood."],
)
def test_a_stance_towards_a_third_person_counts(text: str) -> None:
    assert get_targets(text) == [5, 2]


@pytest.mark.parametrize(
    "text",
    [
        "As Bob said, it was the flood.",
        "Bob wrote that above.",
        "According to Bob, it rained.",
        "Bob wrote:\n> ...\nHow so?",
    ],
)
def test_a_report_counts_if_nobody_is_addressed(text: str) -> None:
    assert get_cues(text) == [(2, Cue.MENTION)]
