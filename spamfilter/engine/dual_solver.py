"""Solve the one-variable subproblem of dual logistic regression.

Yu, Huang, and Lin, "Dual coordinate descent methods for logistic regression and maximum entropy
models" (2011), section 4.1.
"""

import math

_MAX_LOGIT = 40.0
_MAX_ITERATIONS = 50
_TOLERANCE = 1e-6


def sigmoid(logit: float) -> float:
    """Return the probability, from 0 to 1, for the given log-odds, which are clipped to ±40."""
    logit = max(-_MAX_LOGIT, min(_MAX_LOGIT, logit))
    return 1 / (1 + math.exp(-logit))


def solve_alpha(margin: float, squared_norm: float, upper_bound: float) -> float:
    """Return the optimal dual variable of one example, with all other variables fixed.

    ``margin`` is the log-odds of the example's label, excluding the example's own contribution.
    ``squared_norm`` is the squared norm of its vector, and ``upper_bound`` is its regularization
    constant C. The result, between 0 and ``upper_bound``, solves
    ``log(alpha / (upper_bound - alpha)) + margin + alpha * squared_norm = 0``.

    The equation is solved for ``logit = log(alpha / (upper_bound - alpha))`` by Newton's method. A
    step that leaves the bracket, or is more than half as long as the previous one, is replaced by
    bisection (``rtsafe`` in Press et al., Numerical Recipes, section 9.4): Newton's method alone
    can jump back and forth between both ends of the bracket.
    """
    low, high = -_MAX_LOGIT, _MAX_LOGIT
    logit = max(low, min(high, -margin))
    max_length = high - low
    for _ in range(_MAX_ITERATIONS):
        share = sigmoid(logit)
        residual = logit + margin + squared_norm * upper_bound * share
        low, high = (low, logit) if residual > 0 else (logit, high)
        step = logit - residual / (1 + squared_norm * upper_bound * share * (1 - share))
        if not low < step < high or abs(step - logit) > max_length:
            step = (low + high) / 2
        if abs(step - logit) < _TOLERANCE:
            break
        max_length = abs(step - logit) / 2
        logit = step
    return upper_bound * sigmoid(logit)
