"""How hard a comment pulls."""

import math

_FARTHEST = 40.0
_ROUNDS = 50
_NEAR_ENOUGH = 1e-6


def probability(margin: float) -> float:
    """Return the probability that a margin stands for."""
    margin = max(-_FARTHEST, min(_FARTHEST, margin))
    return 1 / (1 + math.exp(-margin))


def force_against(others: float, square: float, strongest: float) -> float:
    """Return the force with which a comment pulls when all other pulls stay as they are.

    ``others`` is how far those are on this comment’s side, ``square`` the square of its length. The
    force ``f`` solves ``log(f / (strongest - f)) + others + f * square = 0``, where one pull of the
    dual logistic regression is at its best; by Newton’s method, held between two bounds.
    """
    low, high = -_FARTHEST, _FARTHEST
    at = max(low, min(high, -others))
    for _ in range(_ROUNDS):
        share = probability(at)
        height = at + others + square * strongest * share
        low, high = (low, at) if height > 0 else (at, high)
        further = at - height / (1 + square * strongest * share * (1 - share))
        if not low < further < high:
            further = (low + high) / 2
        if abs(further - at) < _NEAR_ENOUGH:
            break
        at = further
    return strongest * probability(at)
