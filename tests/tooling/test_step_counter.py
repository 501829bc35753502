"""The step counter distinguishes linear from quadratic time."""

import pytest

from tests.step_counter import assert_linear, count_steps


def rounds(count: int) -> None:
    for _ in range(count):
        pass


def test_steps_are_deterministic() -> None:
    assert count_steps(lambda: rounds(500)) == count_steps(lambda: rounds(500)) >= 500


def test_linear_work_passes() -> None:
    assert_linear(rounds)


def test_quadratic_work_fails() -> None:
    with pytest.raises(AssertionError):
        assert_linear(lambda size: rounds(size * size // 100))
