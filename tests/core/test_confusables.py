"""Names that look alike have the same skeleton, and others don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.confusables import get_skeleton


@pytest.mark.parametrize(
    ("name", "impostor"),
    [
        ("Rex", "rex"),
        ("Rex", "REX"),
        ("Rex", "Rеx"),  # Cyrillic е
        ("Rex", "R3x"),
        ("Rex", "R e x"),
        ("Rex", "R.e_x!"),
        ("Rex", "Rex ✓"),
        ("Rex", "Ｒｅｘ"),
        ("Rex", "𝓡𝓮𝔁"),
        ("Rex", "Re\u200bx"),
        ("José", "Jose"),
        ("Bill", "BiII"),
        ("Bill", "Bi11"),
        ("Bernhard", "Bemhard"),
        ("William", "VVilliam"),
        ("Otto", "0tt0"),
        ("paypal", "раураl"),
        ("Новак", "НОВАК"),
        ("Новак", "HOBAK"),
        ("Ёж", "Еж"),
        ("νίκος", "vίkoς"),
    ],
)
def test_confusable_names_have_the_same_skeleton(name: str, impostor: str) -> None:
    assert get_skeleton(name) == get_skeleton(impostor)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Rex", "Rexy"),
        ("Ann", "Anna"),
        ("jfl", "jfk"),
        ("Anna", "Hanna"),
        ("Rex 2", "Rex 3"),
        ("محمد", "محمود"),
        ("日本", "中国"),
        ("😀", "😈"),
        ("!!!", "???"),
    ],
)
def test_other_names_have_different_skeletons(name: str, other: str) -> None:
    assert get_skeleton(name) != get_skeleton(other)


@given(st.text(max_size=40))
def test_invisible_characters_make_no_difference(name: str) -> None:
    assert get_skeleton(f" {name}\u200b ") == get_skeleton(name)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_case_makes_no_difference(name: str) -> None:
    assert get_skeleton(name.upper()) == get_skeleton(name) == get_skeleton(name.title())


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_ascii_names_have_the_same_skeleton_as_on_the_general_path(name: str) -> None:
    assert (
        get_skeleton(f"{name}é").removesuffix("e") == get_skeleton(name)
        or not get_skeleton(name).isalnum()
    )
