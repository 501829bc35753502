import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import BASENAME_PATTERN
from interchange.source_urls import build_basename, get_path, parse_dated_path


@pytest.mark.parametrize(
    ("title", "basename"),
    [
        ("Hello, World!", "hello-world"),
        ("Café – In Revenge(?) it’s", "cafe-in-revenge-its"),
        ("a_b  c--d", "a-b-c-d"),
        ("圣诞快乐", "圣诞快乐"),
        ("Äpfel & Birnen", "apfel-birnen"),
        ("???", "untitled"),
        ("", "untitled"),
    ],
)
def test_basenames(title: str, basename: str) -> None:
    assert build_basename(title) == basename


@given(st.text(max_size=300))
def test_basenames_are_always_valid(title: str) -> None:
    name = build_basename(title)

    assert re.fullmatch(BASENAME_PATTERN, name)
    assert len(name) <= 150
    assert build_basename(name) == name


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/blog/2013/01/slug.html", (2013, 1, "slug")),
        ("/2013/12/with_line", (2013, 12, "with_line")),
        ("/2013/13/slug.html", None),
        ("/blog/about.html", None),
        ("", None),
    ],
)
def test_dated_paths(path: str, parts: tuple[int, int, str] | None) -> None:
    assert parse_dated_path(path) == parts


def test_paths_are_decoded() -> None:
    assert get_path("https://a.example/2013/12/no%C3%ABl.html ") == "/2013/12/noël.html"
