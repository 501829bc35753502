"""How well one colour is read on another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contrast import ENOUGH, contrast, is_colour, least, made_readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
LIGHT, DARK = ("#fffdf9", "#f7f1e5"), ("#171614", "#24211d")


def test_the_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#808080", "#808080") == pytest.approx(1)


def test_a_known_pair() -> None:
    # The lightest grey that passes on white, as every checker says.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(one=COLOURS, other=COLOURS)
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.01


@pytest.mark.parametrize("grounds", [LIGHT, DARK])
@given(colour=COLOURS)
def test_every_colour_can_be_made_readable(grounds: tuple[str, ...], colour: str) -> None:
    assert least(made_readable(colour, grounds), grounds) >= ENOUGH


@given(colour=COLOURS)
def test_what_is_readable_stays_as_it_is(colour: str) -> None:
    made = made_readable(colour, LIGHT)
    assert made_readable(made, LIGHT) == made


@pytest.mark.parametrize("text", ["red", "#12345", "#1234567", "#12345g", "", "url(x)"])
def test_other_things_are_no_colours(text: str) -> None:
    assert not is_colour(text)
