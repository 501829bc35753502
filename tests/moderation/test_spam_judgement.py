"""What the filter says on its first day, and the words and places that it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.spam.explaining import judge
from moderation.spam.model import Model
from moderation.spam.training import untaught
from moderation.spam.vectors import Sample

PLAIN_SPAM = [
    "Best prices for Cialis and Viagra, order now at http://meds.invalid/order.php?id=7",
    "Hey everybody, please check out my new channel and subscribe!",
    "Ich habe im Online Casino gewonnen, klick hier: www.casino-gewinn.example.de",
    "Gana dinero desde casa, visita mi página www.dinero.example.com",
    "I lost $40,000 to a broker until this hacker recovered my bitcoin, contact him on WhatsApp",
]
TALK = [
    "You forget that the government had no majority in 2012, so your second point is moot.",
    "@ Mo / 101: I don't think that the port was closed. My uncle worked there until May.",
    "Das sehe ich anders: die Zahlen im dritten Absatz stimmen nicht.",
    "Je pense que l'auteur a raison sur ce point.",
    "The Guardian says so too: https://www.theguardian.com/world/2016/dec/13/the-harbour",
    "I watched the whole interview, and she never says that.",
    "no",
    "",
]
texts = st.text(max_size=200) | st.lists(st.sampled_from(PLAIN_SPAM + TALK)).map(" ".join)


@pytest.fixture
def model() -> Model:
    """The filter on its first day."""
    return Model.load(untaught())


@pytest.mark.parametrize("text", PLAIN_SPAM)
def test_plain_spam_is_seen_on_the_first_day(model: Model, text: str) -> None:
    assert judge(model, text).score > 0.8


@pytest.mark.parametrize("text", TALK)
def test_talk_passes_on_the_first_day(model: Model, text: str) -> None:
    assert judge(model, text).score < 0.5


def test_the_words_and_links_that_spoke_are_named_and_marked(model: Model) -> None:
    text = "The harbour is fine. Buy viagra: http://pills.example/now"
    judged = judge(model, text)
    named = [word for word, part in judged.words if part > 0.3]
    assert {"Buy", "viagra", "http://pills.example/now"} <= set(named)
    assert "harbour" not in named
    assert any("viagra" in text[start:end] for start, end in judged.marks)


@given(texts)
def test_marks_lie_in_the_text_one_after_the_other(text: str) -> None:
    judged = judge(Model.load(untaught()), text)
    edges = [edge for mark in judged.marks for edge in mark]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in judged.marks)
    assert 0 <= judged.score <= 1


def test_a_judgement_is_the_score_of_the_model(model: Model) -> None:
    assert judge(model, PLAIN_SPAM[0]).score == model.score(Sample.of(PLAIN_SPAM[0]))
