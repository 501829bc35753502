"""Drawn pages are kept under what they depend on."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString
from pytest_django import Settings

from core import page_cache


class Pen:
    """Draws, and counts how often."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self) -> SafeString:
        self.drawn += 1
        return format_html("<p>{}</p>", self.drawn)


@pytest.fixture
def pen() -> Pen:
    """A pen."""
    return Pen()


def test_a_page_is_drawn_once(pen: Pen) -> None:
    first = page_cache.get_or_render(("thread", 1), pen)
    again = page_cache.get_or_render(("thread", 1), pen)
    assert first == again == "<p>1</p>"
    assert isinstance(again, SafeString)
    assert pen.drawn == 1


@pytest.mark.parametrize("other", [("thread", 2), ("thread", "1"), ("thread", 1, None), ("t", 1)])
def test_another_key_is_another_page(pen: Pen, other: tuple[object, ...]) -> None:
    page_cache.get_or_render(("thread", 1), pen)
    assert page_cache.get_or_render(other, pen) == "<p>2</p>"


def test_an_empty_page_is_kept_too(pen: Pen) -> None:
    page_cache.get_or_render(("empty",), lambda: SafeString(""))
    assert page_cache.get_or_render(("empty",), pen) == ""


def test_a_page_that_cannot_be_drawn_is_not_kept(pen: Pen) -> None:
    def broken() -> SafeString:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        page_cache.get_or_render(("thread", 1), broken)
    assert page_cache.get_or_render(("thread", 1), pen) == "<p>1</p>"


def test_other_templates_draw_other_pages(
    settings: Settings, tmp_path: Path, pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "page.html"
    template.write_text("before")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    # Read once in a process, so the test begins with a process that has read none.
    monkeypatch.setattr(
        page_cache, "get_template_version", page_cache.get_template_version.__wrapped__
    )
    page_cache.get_or_render(("thread", 1), pen)
    (tmp_path / "notes.md").write_text("not a template")
    assert page_cache.get_or_render(("thread", 1), pen) == "<p>1</p>"
    template.write_text("after")
    assert page_cache.get_or_render(("thread", 1), pen) == "<p>2</p>"


@pytest.mark.redis
@pytest.mark.usefixtures("redis_cache")
def test_a_page_is_kept_in_redis(pen: Pen) -> None:
    page_cache.get_or_render(("thread", 1), pen)
    again = page_cache.get_or_render(("thread", 1), pen)
    assert again == "<p>1</p>"
    assert isinstance(again, SafeString)
    cache.clear()
    assert page_cache.get_or_render(("thread", 1), pen) == "<p>2</p>"
