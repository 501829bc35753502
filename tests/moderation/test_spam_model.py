"""What the filter learns it can unlearn, in any order, and it comes through storage unchanged."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.spam.model import STRONGEST, Model
from moderation.spam.reading import LONGEST, pieces
from moderation.spam.training import Lesson, train, untaught
from moderation.spam.vectors import Sample

TALK = ["The harbour is full of ships.", "I agree with Rex.", "Who has paid for that bridge?"]
ADVERTISING = [
    "Buy cheap harbour pills at http://pills.example/buy",
    "Subscribe to my harbour channel",
    "Win a free ship, visit www.ships.example now",
]
texts = st.text(max_size=80) | st.sampled_from(TALK + ADVERTISING)


def fresh() -> Model:
    """Return the model of the first day."""
    return Model.load(untaught())


@cache
def _lessons() -> list[Lesson]:
    told = [(text, True) for text in ADVERTISING] + [(text, False) for text in TALK]
    return [Lesson(Sample.of(text), spam) for text, spam in told]


@given(texts, st.booleans())
def test_what_is_unlearned_leaves_nothing(text: str, spam: bool) -> None:
    model, sample = fresh(), Sample.of(text)
    force = model.learn(sample, spam=spam)
    assert 0 <= force <= STRONGEST
    model.pull(sample, spam=spam, force=force, let_go=True)
    assert model == fresh()


@settings(max_examples=25)
@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_pulls_come_and_go_in_any_order(order: list[int], undone: set[int]) -> None:
    straight, mixed = fresh(), fresh()
    for at, lesson in enumerate(_lessons()):
        if at not in undone:
            straight.pull(lesson.sample, spam=lesson.spam, force=0.1 + at)
    for at in order:
        mixed.pull(_lessons()[at].sample, spam=_lessons()[at].spam, force=0.1 + at)
    for at in undone:
        lesson = _lessons()[at]
        mixed.pull(lesson.sample, spam=lesson.spam, force=0.1 + at, let_go=True)
    assert mixed == straight


@settings(max_examples=10)
@given(texts, texts)
def test_a_model_comes_through_storage_unchanged(spam: str, ham: str) -> None:
    model = fresh()
    model.learn(Sample.of(spam), spam=True)
    model.learn(Sample.of(ham), spam=False)
    assert Model.load(model.dump()) == model


@pytest.mark.parametrize("stored", [b"", b"something else", b"folkmoot-spam-0\n"])
def test_what_is_no_model_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="no model"):
        Model.load(stored)


@given(texts, st.booleans())
def test_a_lesson_is_felt_at_once(text: str, spam: bool) -> None:
    model, sample = fresh(), Sample.of(text)
    before = model.score(sample)
    model.learn(sample, spam=spam)
    assert (model.score(sample) > before) == spam


def test_the_order_of_lessons_hardly_matters_to_training() -> None:
    one, other = train(_lessons()).model, train(_lessons()[::-1]).model
    for lesson in _lessons():
        assert one.score(lesson.sample) == pytest.approx(other.score(lesson.sample), abs=0.02)


def test_training_returns_the_pulls_that_make_the_model() -> None:
    trained, primer = train(_lessons()), fresh()
    for lesson, force in zip(_lessons(), trained.forces, strict=True):
        trained.model.pull(lesson.sample, spam=lesson.spam, force=force, let_go=True)
    assert trained.model.spam == primer.spam
    assert trained.model.ham == primer.ham
    places = {place for lesson in _lessons() for place in lesson.sample.places()}
    unprimed = [place for place in places if not primer.spam[place] and not primer.ham[place]]
    assert unprimed
    assert not any(trained.model.weights[place] for place in unprimed)


def test_the_words_of_a_text_without_end_are_read_from_its_beginning_alone() -> None:
    beginning = " ".join(TALK).ljust(LONGEST)
    endless = beginning + " ".join(ADVERTISING) * 100_000
    assert list(pieces(endless)) == list(pieces(beginning))
