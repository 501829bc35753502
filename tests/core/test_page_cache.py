from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString
from pytest_django import Settings

from core import page_cache


class Renderer:
    """Counts how often it renders."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> SafeString:
        self.count += 1
        return format_html("<p>{}</p>", self.count)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer()


def test_a_page_is_rendered_once(renderer: Renderer) -> None:
    first = page_cache.get_or_render(("thread", 1), renderer)
    again = page_cache.get_or_render(("thread", 1), renderer)
    assert first == again == "<p>1</p>"
    assert isinstance(again, SafeString)
    assert renderer.count == 1


@pytest.mark.parametrize("other", [("thread", 2), ("thread", "1"), ("thread", 1, None), ("t", 1)])
def test_another_key_is_another_page(renderer: Renderer, other: tuple[object, ...]) -> None:
    page_cache.get_or_render(("thread", 1), renderer)
    assert page_cache.get_or_render(other, renderer) == "<p>2</p>"


def test_empty_pages_are_cached(renderer: Renderer) -> None:
    page_cache.get_or_render(("empty",), lambda: SafeString(""))
    assert page_cache.get_or_render(("empty",), renderer) == ""


def test_errors_are_not_cached(renderer: Renderer) -> None:
    def fail() -> SafeString:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        page_cache.get_or_render(("thread", 1), fail)
    assert page_cache.get_or_render(("thread", 1), renderer) == "<p>1</p>"


def test_changed_templates_invalidate_the_page(
    settings: Settings, tmp_path: Path, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "page.html"
    template.write_text("before")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    # It is read once per process. Read it each time.
    monkeypatch.setattr(
        page_cache, "get_template_version", page_cache.get_template_version.__wrapped__
    )
    page_cache.get_or_render(("thread", 1), renderer)
    (tmp_path / "notes.md").write_text("not a template")
    assert page_cache.get_or_render(("thread", 1), renderer) == "<p>1</p>"
    template.write_text("after")
    assert page_cache.get_or_render(("thread", 1), renderer) == "<p>2</p>"


@pytest.mark.redis
@pytest.mark.usefixtures("redis_cache")
def test_pages_are_cached_in_redis(renderer: Renderer) -> None:
    page_cache.get_or_render(("thread", 1), renderer)
    again = page_cache.get_or_render(("thread", 1), renderer)
    assert again == "<p>1</p>"
    assert isinstance(again, SafeString)
    cache.clear()
    assert page_cache.get_or_render(("thread", 1), renderer) == "<p>2</p>"
