import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contrast import MIN_CONTRAST, get_contrast, get_lowest_contrast, is_color, make_readable

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
LIGHT, DARK = ("#fffdf9", "#f7f1e5"), ("#171614", "#24211d")


def test_lowest_and_highest_contrast() -> None:
    assert get_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert get_contrast("#808080", "#808080") == pytest.approx(1)


def test_known_contrast() -> None:
    # The lightest gray that passes on white.
    assert get_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(one=COLORS, other=COLORS)
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert get_contrast(one, other) == get_contrast(other, one)
    assert 1 <= get_contrast(one, other) <= 21.01


@pytest.mark.parametrize("backgrounds", [LIGHT, DARK])
@given(color=COLORS)
def test_every_color_can_be_made_readable(backgrounds: tuple[str, ...], color: str) -> None:
    assert get_lowest_contrast(make_readable(color, backgrounds), backgrounds) >= MIN_CONTRAST


@given(color=COLORS)
def test_readable_colors_are_unchanged(color: str) -> None:
    made = make_readable(color, LIGHT)
    assert make_readable(made, LIGHT) == made


@pytest.mark.parametrize("text", ["red", "#12345", "#1234567", "#12345g", "", "url(x)"])
def test_other_text_is_not_a_color(text: str) -> None:
    assert not is_color(text)
