"""Counted steps tell work that grows with its input from work that grows with its square."""

import pytest

from tests.step_counter import grows_no_faster, steps


def rounds(count: int) -> None:
    for _ in range(count):
        pass


def test_the_same_work_takes_the_same_steps() -> None:
    assert steps(lambda: rounds(500)) == steps(lambda: rounds(500)) >= 500


def test_work_in_proportion_is_let_through() -> None:
    grows_no_faster(rounds)


def test_work_that_grows_with_the_square_is_not() -> None:
    with pytest.raises(AssertionError):
        grows_no_faster(lambda size: rounds(size * size // 100))
