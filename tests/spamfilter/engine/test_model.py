"""Learning and unlearning are exact in any order, and models survive serialization."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spamfilter.engine.model import MAX_ALPHA, SpamModel
from spamfilter.engine.tokenizer import MAX_CHARACTERS, tokenize
from spamfilter.engine.training import Example, dump_seed_model, train
from spamfilter.engine.vectors import HashedFeatures

pytestmark = pytest.mark.slow

HAM = ["The harbour is full of ships.", "I agree with Rex.", "Who has paid for that bridge?"]
SPAM = [
    "Buy cheap harbour pills at http://pills.example/buy",
    "Subscribe to my harbour channel",
    "Win a free ship, visit www.ships.example now",
]
texts = st.text(max_size=80) | st.sampled_from(HAM + SPAM)


def load_seed_model() -> SpamModel:
    return SpamModel.load(dump_seed_model())


@cache
def get_examples() -> list[Example]:
    labeled = [(text, True) for text in SPAM] + [(text, False) for text in HAM]
    return [Example(HashedFeatures.from_text(text), is_spam) for text, is_spam in labeled]


@given(texts, st.booleans())
def test_unlearning_restores_the_model(text: str, is_spam: bool) -> None:
    model, features = load_seed_model(), HashedFeatures.from_text(text)
    alpha = model.learn(features, is_spam=is_spam)
    assert 0 <= alpha <= MAX_ALPHA
    model.unlearn(features, is_spam=is_spam, alpha=alpha)
    assert model == load_seed_model()


@settings(max_examples=25)
@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_updates_commute(order: list[int], unlearned: set[int]) -> None:
    expected, actual = load_seed_model(), load_seed_model()
    for index, example in enumerate(get_examples()):
        if index not in unlearned:
            expected.update(example.features, is_spam=example.is_spam, alpha=0.1 + index)
    for index in order:
        example = get_examples()[index]
        actual.update(example.features, is_spam=example.is_spam, alpha=0.1 + index)
    for index in unlearned:
        example = get_examples()[index]
        actual.unlearn(example.features, is_spam=example.is_spam, alpha=0.1 + index)
    assert actual == expected


@settings(max_examples=10)
@given(texts, texts)
def test_a_dumped_model_loads_unchanged(spam: str, ham: str) -> None:
    model = load_seed_model()
    model.learn(HashedFeatures.from_text(spam), is_spam=True)
    model.learn(HashedFeatures.from_text(ham), is_spam=False)
    assert SpamModel.load(model.dump()) == model


@pytest.mark.parametrize("dumped", [b"", b"something else", b"folkmoot-spam-0\n"])
def test_loading_refuses_other_formats(dumped: bytes) -> None:
    with pytest.raises(ValueError, match="format version"):
        SpamModel.load(dumped)


@given(texts, st.booleans())
def test_learning_moves_the_score_toward_the_label(text: str, is_spam: bool) -> None:
    model, features = load_seed_model(), HashedFeatures.from_text(text)
    before = model.score(features)
    model.learn(features, is_spam=is_spam)
    assert (model.score(features) > before) == is_spam


def test_training_hardly_depends_on_the_order() -> None:
    one, other = train(get_examples()).model, train(get_examples()[::-1]).model
    for example in get_examples():
        expected = other.score(example.features)
        assert one.score(example.features) == pytest.approx(expected, abs=0.02)


def test_unlearning_all_examples_leaves_the_seed_corpus() -> None:
    result, seed = train(get_examples()), load_seed_model()
    for example, alpha in zip(get_examples(), result.alphas, strict=True):
        result.model.unlearn(example.features, is_spam=example.is_spam, alpha=alpha)
    assert result.model.spam_counts == seed.spam_counts
    assert result.model.ham_counts == seed.ham_counts
    indices = {index for example in get_examples() for index in example.features.indices()}
    not_in_seed = [
        index for index in indices if not seed.spam_counts[index] and not seed.ham_counts[index]
    ]
    assert not_in_seed
    assert not any(result.model.weights[index] for index in not_in_seed)


def test_contributions_add_up_to_the_logit() -> None:
    model = train(get_examples()).model
    for example in get_examples():
        vector = model.vectorize(example.features)
        contributions = sum(part for _, _, part in model.iterate_contributions(example.features))
        bias = model.weights[0] / (1 << 16)
        logit = model.compute_bayes_logit(example.features) + model.compute_regression_logit(vector)
        assert contributions + bias == pytest.approx(logit)


def test_only_the_beginning_of_a_long_text_is_tokenized() -> None:
    beginning = " ".join(HAM).ljust(MAX_CHARACTERS)
    long_text = beginning + " ".join(SPAM) * 100_000
    assert list(tokenize(long_text)) == list(tokenize(beginning))
