"""The cache with a Redis server."""

import socket

import pytest
from django.test import Client
from django.utils.html import format_html
from django.utils.safestring import SafeString
from pytest_django import Settings

from core.page_cache import get_or_render

pytestmark = [pytest.mark.redis, pytest.mark.usefixtures("redis_cache")]


def test_a_page_is_rendered_once_and_cached() -> None:
    draws = []

    def draw() -> SafeString:
        draws.append("drawn")
        return format_html("<p>{}</p>", "“Quotes” & é")

    first, second = (get_or_render(("a page", 1), draw) for _ in range(2))
    assert first == second == "<p>“Quotes” &amp; é</p>"
    assert len(draws) == 1


@pytest.mark.usefixtures("db")
def test_the_site_is_ready(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.usefixtures("db")
def test_the_site_is_not_ready_without_its_cache(client: Client, settings: Settings) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{nobody.getsockname()[1]}/0"
        settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": address}}
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "cache" in answer.text
