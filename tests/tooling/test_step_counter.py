"""Counted steps tell work that grows with its input from work that grows with its square."""

import pytest

from tests.step_counter import assert_linear, count_steps


def rounds(count: int) -> None:
    for _ in range(count):
        pass


def test_the_same_work_takes_the_same_steps() -> None:
    assert count_steps(lambda: rounds(500)) == count_steps(lambda: rounds(500)) >= 500


def test_work_in_proportion_is_let_through() -> None:
    assert_linear(rounds)


def test_work_that_grows_with_the_square_is_not() -> None:
    with pytest.raises(AssertionError):
        assert_linear(lambda size: rounds(size * size // 100))
