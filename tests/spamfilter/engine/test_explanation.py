"""The seed model's scores, and the words and spans that explain them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spamfilter.engine.explanation import explain
from spamfilter.engine.model import SpamModel
from spamfilter.engine.training import dump_seed_model
from spamfilter.engine.vectors import HashedFeatures

OBVIOUS_SPAM = [
    "Best prices for Cialis and Viagra, order now at http://meds.invalid/order.php?id=7",
    "Hey everybody, please check out my new channel and subscribe!",
    "Ich habe im Online Casino gewonnen, klick hier: www.casino-gewinn.example.de",
    "Gana dinero desde casa, visita mi página www.dinero.example.com",
    "I lost $40,000 to a broker until this hacker recovered my bitcoin, contact him on WhatsApp",
]
HAM = [
    "You forget that the government had no majority in 2012, so your second point is moot.",
    "@ Mo / 101: I don't think that the port was closed. My uncle worked there until May.",
    "Das sehe ich anders: die Zahlen im dritten Absatz stimmen nicht.",
    "Je pense que l'auteur a raison sur ce point.",
    "The Guardian says so too: https://www.theguardian.com/world/2016/dec/13/the-harbour",
    "I watched the whole interview, and she never says that.",
    "no",
    "",
]
texts = st.text(max_size=200) | st.lists(st.sampled_from(OBVIOUS_SPAM + HAM)).map(" ".join)


@pytest.fixture
def model() -> SpamModel:
    """The model of a new site."""
    return SpamModel.load(dump_seed_model())


@pytest.mark.parametrize("text", OBVIOUS_SPAM)
def test_a_new_site_recognizes_obvious_spam(model: SpamModel, text: str) -> None:
    assert explain(model, text).score > 0.8


@pytest.mark.parametrize("text", HAM)
def test_a_new_site_lets_ham_pass(model: SpamModel, text: str) -> None:
    assert explain(model, text).score < 0.5


def test_signs_of_spam_are_named_and_located(model: SpamModel) -> None:
    text = "The harbour is fine. Buy viagra: http://pills.example/now"
    explanation = explain(model, text)
    named = [word for word, contribution in explanation.words if contribution > 0.3]
    assert {"Buy", "viagra", "http://pills.example/now"} <= set(named)
    assert "harbour" not in named
    assert any("viagra" in text[start:end] for start, end in explanation.spans)


@given(texts)
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    explanation = explain(SpamModel.load(dump_seed_model()), text)
    edges = [edge for span in explanation.spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in explanation.spans)
    assert 0 <= explanation.score <= 1


def test_the_explained_score_is_the_score_of_the_model(model: SpamModel) -> None:
    features = HashedFeatures.from_text(OBVIOUS_SPAM[0])
    assert explain(model, OBVIOUS_SPAM[0]).score == model.score(features)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Please subscribe to my channel", 0.99068),
        ("I agree with the author.", 0.00669),
        ("Buy cheap pills at http://pills.example/now", 0.99881),
    ],
)
def test_refactoring_does_not_change_scores(model: SpamModel, text: str, score: float) -> None:
    assert explain(model, text).score == pytest.approx(score, abs=1e-5)
