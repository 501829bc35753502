"""Training a model on many comments at once: going round until their forces settle.

The forces settle at one place only, whatever the order. What is left to chance by stopping early is
evened out by the mean over the later rounds.
"""

import random
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from moderation.spam import primer
from moderation.spam.forces import force_against
from moderation.spam.model import STRONGEST, WHOLE, Model
from moderation.spam.vectors import PLACES, Sample, rarity_of

ROUNDS = 20
FEWEST_NEW = 10
# A comment of the primer counts for a quarter of one that the site decided about.
_PRIMER_TIMES = 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """A comment, and whether it is spam; ``times`` is how many quarters it counts for."""

    sample: Sample
    spam: bool
    times: int = WHOLE


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and the force with which each lesson pulls, in the order they came."""

    model: Model
    forces: Sequence[float]


def train(lessons: Iterable[Lesson]) -> Trained:
    """Train a model on the primer and these lessons. Time and memory grow with their number."""
    taught = [*lessons, *_primer()]
    model = Model()
    for lesson in taught:
        model.count(lesson.sample, spam=lesson.spam, times=lesson.times)
    model.rarity = _rarities(model)
    pulls = [_Pull(model, lesson) for lesson in taught]
    _go_round(pulls)
    for pull in pulls:
        model.weigh(pull.vector, pull.settled if pull.lesson.spam else -pull.settled)
    return Trained(model, [pull.settled for pull in pulls][: len(taught) - len(_primer())])


def is_due(*, new: int, trained: int) -> bool:
    """Whether training is worth its time, so many lessons after one on so many.

    As a share of what is known, so that all trainings together cost but a few times the last one.
    """
    return new >= max(FEWEST_NEW, trained // 10)


@cache
def untaught() -> bytes:
    """Return the model of the first day, dumped: it knows the primer and nothing else."""
    return train(()).model.dump()


@cache
def _primer() -> Sequence[Lesson]:
    texts = [(text, True) for text in primer.SPAM] + [(text, False) for text in primer.HAM]
    return [Lesson(Sample.of(text), spam, _PRIMER_TIMES) for text, spam in texts]


def _rarities(model: Model) -> bytearray:
    among = (model.spam_total + model.ham_total) // WHOLE
    totals = [spam + ham for spam, ham in zip(model.spam, model.ham, strict=True)]
    rarity = bytes(rarity_of(count // WHOLE, among) for count in range(max(totals) + 1))
    return bytearray(map(rarity.__getitem__, totals))


class _Pull:
    """A lesson while its force settles."""

    def __init__(self, model: Model, lesson: Lesson) -> None:
        self.lesson = lesson
        self.vector = model.vector(lesson.sample)
        self.strongest = STRONGEST * lesson.times / WHOLE
        # The first judge must not have seen what the second one learns to correct.
        model.count(lesson.sample, spam=lesson.spam, times=-lesson.times)
        self.counted = model.counted(lesson.sample)
        model.count(lesson.sample, spam=lesson.spam, times=lesson.times)
        self.force = self.settled = 0.0

    def settle(self, weights: "array[float]") -> None:
        """Find the force anew, while all others stay."""
        side = 1 if self.lesson.spam else -1
        pairs = zip(self.vector.places, self.vector.values, strict=True)
        weighed = sum([weights[place] * value for place, value in pairs])
        others = side * (weighed + self.counted) - self.force * self.vector.square
        force = force_against(others, self.vector.square, self.strongest)
        change, self.force = side * (force - self.force), force
        for place, value in zip(self.vector.places, self.vector.values, strict=True):
            weights[place] += change * value


def _go_round(pulls: Sequence[_Pull]) -> None:
    weights = array("d", bytes(8 * PLACES))
    order = list(pulls)
    shuffle = random.Random(1).shuffle  # noqa: S311 - the same for everybody
    late = ROUNDS - ROUNDS // 2
    for number in range(ROUNDS):
        shuffle(order)
        for pull in order:
            pull.settle(weights)
            if number >= ROUNDS - late:
                pull.settled += pull.force / late
