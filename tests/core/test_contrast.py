"""How well one colour is read on another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contrast import MIN_CONTRAST, get_contrast, get_lowest_contrast, is_color, make_readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
LIGHT, DARK = ("#fffdf9", "#f7f1e5"), ("#171614", "#24211d")


def test_the_extremes() -> None:
    assert get_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert get_contrast("#808080", "#808080") == pytest.approx(1)


def test_a_known_pair() -> None:
    # The lightest grey that passes on white, as every checker says.
    assert get_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(one=COLOURS, other=COLOURS)
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert get_contrast(one, other) == get_contrast(other, one)
    assert 1 <= get_contrast(one, other) <= 21.01


@pytest.mark.parametrize("grounds", [LIGHT, DARK])
@given(colour=COLOURS)
def test_every_colour_can_be_made_readable(grounds: tuple[str, ...], colour: str) -> None:
    assert get_lowest_contrast(make_readable(colour, grounds), grounds) >= MIN_CONTRAST


@given(colour=COLOURS)
def test_what_is_readable_stays_as_it_is(colour: str) -> None:
    made = make_readable(colour, LIGHT)
    assert make_readable(made, LIGHT) == made


@pytest.mark.parametrize("text", ["red", "#12345", "#1234567", "#12345g", "", "url(x)"])
def test_other_things_are_no_colours(text: str) -> None:
    assert not is_color(text)
