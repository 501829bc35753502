"""The solver finds the optimum of the one-variable subproblem."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spamfilter.engine.dual_solver import sigmoid, solve_alpha


@pytest.mark.parametrize(("logit", "probability"), [(0, 0.5), (1e9, 1), (-1e9, 0)])
def test_sigmoid_is_defined_everywhere(logit: float, probability: float) -> None:
    assert sigmoid(logit) == pytest.approx(probability)


# Newton's method alone jumps between both ends here.
@example(margin=-4.5, squared_norm=4.25, upper_bound=3.0)
@example(margin=-6.0, squared_norm=6.0, upper_bound=3.0)
@example(margin=-8.0, squared_norm=5.0, upper_bound=3.0)
@given(
    margin=st.floats(-8, 8),
    squared_norm=st.floats(1, 6),
    upper_bound=st.sampled_from([0.75, 3.0]),
)
def test_alpha_solves_the_equation(margin: float, squared_norm: float, upper_bound: float) -> None:
    alpha = solve_alpha(margin, squared_norm, upper_bound)
    assert 0 < alpha < upper_bound
    residual = math.log(alpha / (upper_bound - alpha)) + margin + alpha * squared_norm
    assert residual == pytest.approx(0, abs=1e-4)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_alpha_stays_within_its_bounds(margin: float) -> None:
    assert 0 <= solve_alpha(margin, 5.0, 3.0) <= 3.0


def test_a_well_classified_example_has_a_smaller_alpha() -> None:
    assert solve_alpha(4.0, 5.0, 3.0) < solve_alpha(0.0, 5.0, 3.0) < solve_alpha(-4.0, 5.0, 3.0)
