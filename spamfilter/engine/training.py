"""Batch training: dual coordinate descent over all examples, for a fixed number of epochs.

The optimum is unique, so the order of the examples doesn't matter. Stopping early leaves some
noise; averaging the alphas over the later epochs reduces it.
"""

import random
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spamfilter.engine import seed_corpus
from spamfilter.engine.dual_solver import solve_alpha
from spamfilter.engine.model import FULL_WEIGHT, MAX_ALPHA, SpamModel
from spamfilter.engine.vectors import NUM_FEATURES, HashedFeatures, compute_idf

EPOCHS = 20
# The final alphas are averaged over this many of the last epochs.
_AVERAGED_EPOCHS = EPOCHS // 2
MIN_NEW_EXAMPLES = 10
# A seed corpus comment counts half as much as one that the site has decided on, and a quarter as
# much once there are many of them.
_SEED_WEIGHT = 2
_FADED_SEED_WEIGHT = 1
_MANY_EXAMPLES = 200


@dataclass(frozen=True, slots=True)
class Example:
    """A labeled comment, counted ``weight`` / ``FULL_WEIGHT`` times."""

    features: HashedFeatures
    is_spam: bool
    weight: int = FULL_WEIGHT


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """A trained model and the alphas of its examples, in the order they were passed."""

    model: SpamModel
    alphas: Sequence[float]


def train(examples: Iterable[Example]) -> TrainingResult:
    """Train a model on the given examples and the seed corpus.

    The result is deterministic. Time and memory are linear in the number of examples: about one
    second and 10 MB for 1,000 comments.
    """
    own = list(examples)
    weight = _SEED_WEIGHT if len(own) < _MANY_EXAMPLES else _FADED_SEED_WEIGHT
    corpus = [*own, *_get_seed_examples(weight)]
    model = SpamModel()
    for example in corpus:
        model.add_counts(example.features, is_spam=example.is_spam, weight=example.weight)
    model.idf = _compute_idf(model)
    variables = [_DualVariable(model, example) for example in corpus]
    _optimize(variables)
    for variable in variables:
        alpha = variable.mean_alpha
        model.add_weights(variable.vector, alpha if variable.example.is_spam else -alpha)
    return TrainingResult(model, [variable.mean_alpha for variable in variables[: len(own)]])


def is_training_due(*, new: int, trained: int) -> bool:
    """Check whether there are enough new examples to train again.

    ``new`` is the number of examples learned since the last training run; ``trained`` is the number
    used in that run. The threshold is a fraction of ``trained``, so that all training runs together
    cost at most a constant multiple of the last one.
    """
    return new >= max(MIN_NEW_EXAMPLES, trained // 10)


@cache
def dump_seed_model() -> bytes:
    """Return the serialized model of a new site, trained only on the seed corpus."""
    return train(()).model.dump()


@cache
def _get_seed_examples(weight: int) -> Sequence[Example]:
    texts = [
        *((text, True) for text in (*seed_corpus.SPAM, *seed_corpus.NAMED_SPAM)),
        *((text, False) for text in (*seed_corpus.HAM, *seed_corpus.NAMED_HAM)),
    ]
    return [Example(HashedFeatures.from_text(text), spam, weight) for text, spam in texts]


def _compute_idf(model: SpamModel) -> bytearray:
    comments = (model.spam_total + model.ham_total) // FULL_WEIGHT
    counts = [spam + ham for spam, ham in zip(model.spam_counts, model.ham_counts, strict=True)]
    idf = bytes(compute_idf(count // FULL_WEIGHT, comments) for count in range(max(counts) + 1))
    return bytearray(map(idf.__getitem__, counts))


class _DualVariable:
    """The dual variable of one example during training."""

    def __init__(self, model: SpamModel, example: Example) -> None:
        self.example = example
        self.vector = model.vectorize(example.features)
        self.upper_bound = MAX_ALPHA * example.weight / FULL_WEIGHT
        # Leave-one-out: if the Bayes counts included the example, the regression would learn to
        # correct a naive Bayes that performs better than it does on unseen comments.
        features, is_spam, weight = example.features, example.is_spam, example.weight
        model.add_counts(features, is_spam=is_spam, weight=-weight)
        self.bayes_logit = model.compute_bayes_logit(features)
        model.add_counts(features, is_spam=is_spam, weight=weight)
        self.alpha = self.mean_alpha = 0.0

    def optimize(self, weights: "array[float]") -> None:
        """Solve for this alpha with all other alphas fixed, and update the weights."""
        label = 1 if self.example.is_spam else -1
        pairs = zip(self.vector.indices, self.vector.values, strict=True)
        regression_logit = sum([weights[index] * value for index, value in pairs])
        logit = regression_logit + self.bayes_logit
        margin = label * logit - self.alpha * self.vector.squared_norm
        alpha = solve_alpha(margin, self.vector.squared_norm, self.upper_bound)
        change, self.alpha = label * (alpha - self.alpha), alpha
        for index, value in zip(self.vector.indices, self.vector.values, strict=True):
            weights[index] += change * value


def _optimize(variables: Sequence[_DualVariable]) -> None:
    weights = array("d", bytes(8 * NUM_FEATURES))
    order = list(variables)
    shuffle = random.Random(1).shuffle  # noqa: S311 - deterministic on purpose
    for epoch in range(EPOCHS):
        shuffle(order)
        for variable in order:
            variable.optimize(weights)
            if epoch >= EPOCHS - _AVERAGED_EPOCHS:
                variable.mean_alpha += variable.alpha / _AVERAGED_EPOCHS
