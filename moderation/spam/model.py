"""What the filter has learned, and how it judges a comment by it.

Two judges in one. The first counts in how many spam and other comments a feature stood: naive
Bayes, as in Graham’s “A Plan for Spam” (2002), damped by the root of the number of features because
they are not independent. The second is a logistic regression that corrects the first. Counting is
right from few comments, regression from many (Ng and Jordan, “On Discriminative vs. Generative
Classifiers”, 2002; Wang and Manning, “Baselines and Bigrams”, 2012, join them in another way).

The regression is kept in its dual form (Yu, Huang and Lin, “Dual coordinate descent methods for
logistic regression and maximum entropy models”, 2011): each learned comment pulls at its features
with a force between nothing and ``STRONGEST``, and the weights are the sum of all pulls. To learn a
comment is to find its force while the others stay: one step of that descent, which is also the
passive-aggressive update of Crammer and others (2006). To unlearn it is to let go.

Everything is kept in whole numbers, so that sums are exact: pulls come in any order, and go again,
and the outcome is the same to the last bit.
"""

import math
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from moderation.spam.forces import force_against, probability
from moderation.spam.vectors import PLACES, RARITY_UNIT, Sample, Vector

# How hard one comment may pull: the regression’s C.
STRONGEST = 3.0
# A learned comment counts for so much, so that one of the primer may count for less.
WHOLE = 4
# How much of its say the first judge has, and which groups it looks at. Letters repeat what words
# say, which the second judge can tell and the first can’t.
_SAY = 0.75
_COUNTED = frozenset({"words", "links", "kinds", "shape"})
# As if each feature had been seen in half a comment of either kind.
_UNSEEN = WHOLE / 2
_UNIT = 1 << 16
_FORMAT = b"folkmoot-spam-1\n"


def _nothing() -> "array[int]":
    return array("i", [0]) * PLACES


def _unknown() -> bytearray:
    return bytearray([RARITY_UNIT]) * PLACES


@dataclass(slots=True)
class Model:
    """The counts, the weights, and the rarity of features as it was at the last training."""

    weights: "array[int]" = field(default_factory=_nothing)
    spam: "array[int]" = field(default_factory=_nothing)
    ham: "array[int]" = field(default_factory=_nothing)
    rarity: bytearray = field(default_factory=_unknown)
    spam_total: int = 0
    ham_total: int = 0

    def vector(self, sample: Sample) -> Vector:
        """Weigh a sample as this model does."""
        return Vector.of(sample, self.rarity)

    def score(self, sample: Sample) -> float:
        """Return how sure it is that this is spam, from 0 to 1."""
        return probability(self.counted(sample) + self.weighed(self.vector(sample)))

    def force_of(self, sample: Sample, *, spam: bool) -> float:
        """Return the force with which a comment would pull that is learned now."""
        vector = self.vector(sample)
        others = self.counted(sample) + self.weighed(vector)
        return force_against(others if spam else -others, vector.square, STRONGEST)

    def learn(self, sample: Sample, *, spam: bool) -> float:
        """Learn a comment, and return the force with which it pulls from now on."""
        force = self.force_of(sample, spam=spam)
        self.pull(sample, spam=spam, force=force)
        return force

    def pull(self, sample: Sample, *, spam: bool, force: float, let_go: bool = False) -> None:
        """Count a comment and let it pull with a known force; or take both away again."""
        self.count(sample, spam=spam, times=-WHOLE if let_go else WHOLE)
        self.weigh(self.vector(sample), -force if spam == let_go else force)

    def count(self, sample: Sample, *, spam: bool, times: int) -> None:
        """Count a comment so many quarters of a time."""
        counts = self.spam if spam else self.ham
        for place in sample.places():
            counts[place] += times
        if spam:
            self.spam_total += times
        else:
            self.ham_total += times

    def weigh(self, vector: Vector, force: float) -> None:
        """Add a pull towards spam, or away from it where the force is negative."""
        # Rounded by its size alone, so that what is let go is what was pulled.
        weights, unit = self.weights, force * _UNIT
        for place, value in zip(vector.places, vector.values, strict=True):
            weights[place] += round(unit * value)

    def weighed(self, vector: Vector) -> float:
        """Return what the regression says: above 0 is spam."""
        weights = self.weights
        pairs = zip(vector.places, vector.values, strict=True)
        return sum([weights[place] * value for place, value in pairs]) / _UNIT

    def counted(self, sample: Sample) -> float:
        """Return what counting says: above 0 is spam."""
        return sum(
            sum(self.leaning(place) for place in places) * _SAY / math.sqrt(len(places))
            for group, places in sample.groups
            if places and group in _COUNTED
        )

    def evidence(self, sample: Sample) -> Iterator[tuple[str, int, float]]:
        """Yield what each feature adds to both judges’ sum: its group, its place, and how much."""
        vector = self.vector(sample)
        rest = zip(vector.places[1:], vector.values[1:], strict=True)
        for group, places in sample.groups:
            counts = _SAY / math.sqrt(len(places)) if places and group in _COUNTED else 0.0
            for place, value in islice(rest, len(places)):
                weighed = self.weights[place] * value / _UNIT
                yield group, place, weighed + (counts * self.leaning(place) if counts else 0.0)

    def leaning(self, place: int) -> float:
        """Return how much more often a feature stood in spam, as a logarithm."""
        # Below nothing for as long as a comment is let go before it has come.
        spam, ham = max(0, self.spam[place]), max(0, self.ham[place])
        if not spam and not ham:
            return 0.0
        in_spam = (spam + _UNSEEN) / (self.spam_total + 2 * _UNSEEN)
        in_ham = (ham + _UNSEEN) / (self.ham_total + 2 * _UNSEEN)
        return math.log(in_spam / in_ham)

    def dump(self) -> bytes:
        """Return the model as bytes, compressed."""
        totals = array("i", [self.spam_total, self.ham_total])
        parts = (totals, self.weights, self.spam, self.ham, self.rarity)
        return _FORMAT + zlib.compress(b"".join(bytes(part) for part in parts), 1)

    @classmethod
    def load(cls, dumped: bytes) -> "Model":
        """Return the model that was dumped. Raises ``ValueError`` for anything else."""
        if not dumped.startswith(_FORMAT):
            raise ValueError("This is no model of this version")
        raw = zlib.decompress(dumped[len(_FORMAT) :])
        numbers = array("i", raw[:-PLACES])
        spam_total, ham_total = numbers[:2]
        weights, spam, ham = (
            numbers[2 + part * PLACES : 2 + (part + 1) * PLACES] for part in range(3)
        )
        return cls(weights, spam, ham, bytearray(raw[-PLACES:]), spam_total, ham_total)
