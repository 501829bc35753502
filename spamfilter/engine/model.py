"""The classifier: naive Bayes plus a logistic regression that corrects it.

Naive Bayes counts the spam and ham comments that contain each feature (Graham, "A Plan for Spam",
2002). Its log-odds are divided by the square root of the number of features, because features
aren't independent. Naive Bayes is accurate after a few examples, regression after many: Ng and
Jordan, "On Discriminative vs. Generative Classifiers" (2002). Wang and Manning, "Baselines and
Bigrams" (2012), combine the two differently.

The regression is in dual form (see ``dual_solver``): the weights are the sum over all examples of
``alpha * label * vector``, where the label is 1 for spam and -1 for ham, and 0 <= alpha <=
``MAX_ALPHA``. Learning one example while the others stay fixed is one step of dual coordinate
descent; it is also the passive-aggressive update of Crammer et al. (2006).

Counts and weights are integers. Sums are therefore exact: updates commute, and unlearning an
example restores the model bit for bit.
"""

import math
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from spamfilter.engine.dual_solver import sigmoid, solve_alpha
from spamfilter.engine.vectors import IDF_SCALE, NUM_FEATURES, HashedFeatures, Vector

# The upper bound of an example's dual variable: the constant C of the regression.
MAX_ALPHA = 3.0
# How much a learned example adds to the counts. Examples from the seed corpus add less.
FULL_WEIGHT = 4
# The factor applied to naive Bayes in the sum, and the groups it uses. Character n-grams repeat
# what words say; the regression can account for that, but naive Bayes can't.
_BAYES_FACTOR = 0.75
_BAYES_GROUPS = frozenset({"words", "links", "categories", "shape", "name"})
# Additive smoothing: as if each feature had occurred in half an example of each class.
_SMOOTHING = FULL_WEIGHT / 2
# Weights are fixed-point numbers in units of 1 / _WEIGHT_SCALE.
_WEIGHT_SCALE = 1 << 16
_FORMAT = b"folkmoot-spam-1\n"


def _zeros() -> "array[int]":
    return array("i", [0]) * NUM_FEATURES


def _unit_idf() -> bytearray:
    return bytearray([IDF_SCALE]) * NUM_FEATURES


@dataclass(slots=True)
class SpamModel:
    """Counts, weights, and the IDF computed by the last training run.

    The arrays have ``NUM_FEATURES`` entries. Counts and totals are in units of 1 / ``FULL_WEIGHT``
    comments.
    """

    weights: "array[int]" = field(default_factory=_zeros)
    spam_counts: "array[int]" = field(default_factory=_zeros)
    ham_counts: "array[int]" = field(default_factory=_zeros)
    idf: bytearray = field(default_factory=_unit_idf)
    spam_total: int = 0
    ham_total: int = 0

    def vectorize(self, features: HashedFeatures) -> Vector:
        """Return the features as a vector, weighted by this model's IDF."""
        return Vector.from_features(features, self.idf)

    def score(self, features: HashedFeatures) -> float:
        """Return the probability, from 0 to 1, that a comment is spam."""
        return sigmoid(
            self.compute_bayes_logit(features)
            + self.compute_regression_logit(self.vectorize(features))
        )

    def compute_alpha(self, features: HashedFeatures, *, is_spam: bool) -> float:
        """Return the alpha, from 0 to ``MAX_ALPHA``, that an example would get if learned now."""
        vector = self.vectorize(features)
        logit = self.compute_bayes_logit(features) + self.compute_regression_logit(vector)
        return solve_alpha(logit if is_spam else -logit, vector.squared_norm, MAX_ALPHA)

    def learn(self, features: HashedFeatures, *, is_spam: bool) -> float:
        """Learn an example and return its alpha, which ``unlearn`` needs."""
        alpha = self.compute_alpha(features, is_spam=is_spam)
        self.update(features, is_spam=is_spam, alpha=alpha)
        return alpha

    def update(self, features: HashedFeatures, *, is_spam: bool, alpha: float) -> None:
        """Add an example whose alpha is already known."""
        self.add_counts(features, is_spam=is_spam, weight=FULL_WEIGHT)
        self.add_weights(self.vectorize(features), alpha if is_spam else -alpha)

    def unlearn(self, features: HashedFeatures, *, is_spam: bool, alpha: float) -> None:
        """Remove an example added with the same arguments, as if it had never been added."""
        self.add_counts(features, is_spam=is_spam, weight=-FULL_WEIGHT)
        self.add_weights(self.vectorize(features), -alpha if is_spam else alpha)

    def add_counts(self, features: HashedFeatures, *, is_spam: bool, weight: int) -> None:
        """Count an example ``weight`` / ``FULL_WEIGHT`` times; a negative weight removes it."""
        counts = self.spam_counts if is_spam else self.ham_counts
        for index in features.indices():
            counts[index] += weight
        if is_spam:
            self.spam_total += weight
        else:
            self.ham_total += weight

    def add_weights(self, vector: Vector, signed_alpha: float) -> None:
        """Add ``signed_alpha * vector`` to the weights. Positive values mean spam."""
        # Each product is rounded on its own and symmetrically, so that subtraction is exact.
        weights, factor = self.weights, signed_alpha * _WEIGHT_SCALE
        for index, value in zip(vector.indices, vector.values, strict=True):
            weights[index] += round(factor * value)

    def compute_regression_logit(self, vector: Vector) -> float:
        """Return the log-odds of the regression. Positive values mean spam."""
        weights = self.weights
        pairs = zip(vector.indices, vector.values, strict=True)
        return sum([weights[index] * value for index, value in pairs]) / _WEIGHT_SCALE

    def compute_bayes_logit(self, features: HashedFeatures) -> float:
        """Return the scaled-down log-odds of naive Bayes. Positive values mean spam."""
        return sum(
            sum(self._get_log_odds(index) for index in indices)
            * _BAYES_FACTOR
            / math.sqrt(len(indices))
            for group, indices in features.groups
            if indices and group in _BAYES_GROUPS
        )

    def iterate_contributions(self, features: HashedFeatures) -> Iterator[tuple[str, int, float]]:
        """Yield each feature's group, index, and contribution to the combined log-odds.

        The combined log-odds (regression plus naive Bayes) are the sum of all contributions and the
        weight of the bias. ``score`` is the probability for this sum.
        """
        vector = self.vectorize(features)
        # Skip the bias.
        pairs = zip(vector.indices[1:], vector.values[1:], strict=True)
        for group, indices in features.groups:
            counted = indices and group in _BAYES_GROUPS
            factor = _BAYES_FACTOR / math.sqrt(len(indices)) if counted else 0.0
            for index, value in islice(pairs, len(indices)):
                regression = self.weights[index] * value / _WEIGHT_SCALE
                bayes = factor * self._get_log_odds(index) if factor else 0.0
                yield group, index, regression + bayes

    def _get_log_odds(self, index: int) -> float:
        """Return the naive Bayes log-odds of one feature, or 0 if the feature is unknown."""
        # Updates come in any order; removing an example before adding it makes a count negative.
        spam, ham = max(0, self.spam_counts[index]), max(0, self.ham_counts[index])
        if not spam and not ham:
            return 0.0
        spam_rate = (spam + _SMOOTHING) / (self.spam_total + 2 * _SMOOTHING)
        ham_rate = (ham + _SMOOTHING) / (self.ham_total + 2 * _SMOOTHING)
        return math.log(spam_rate / ham_rate)

    def dump(self) -> bytes:
        """Serialize and compress the model."""
        totals = array("i", [self.spam_total, self.ham_total])
        parts = (totals, self.weights, self.spam_counts, self.ham_counts, self.idf)
        return _FORMAT + zlib.compress(b"".join(bytes(part) for part in parts), 1)

    @classmethod
    def load(cls, dumped: bytes) -> "SpamModel":
        """Load a model from the output of ``dump``.

        Raise ``ValueError`` for anything else, including models in another format version.
        """
        if not dumped.startswith(_FORMAT):
            raise ValueError("Not a spam model of this format version")
        raw = zlib.decompress(dumped[len(_FORMAT) :])
        numbers = array("i", raw[:-NUM_FEATURES])
        spam_total, ham_total = numbers[:2]
        weights, spam_counts, ham_counts = (
            numbers[2 + part * NUM_FEATURES : 2 + (part + 1) * NUM_FEATURES] for part in range(3)
        )
        idf = bytearray(raw[-NUM_FEATURES:])
        return cls(weights, spam_counts, ham_counts, idf, spam_total, ham_total)
