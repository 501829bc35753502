"""A real Chromium, driven by Playwright, that looks at the live server and at nothing else.

A test asks for ``page`` (desktop, with JavaScript) or opens what it needs with ``open_page``.
Whatever the browser complains about fails the test; see ``witness``.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from scripts.machine import chromium_program
from tests.browser.witness import Witness

ARTEFACTS = Path(__file__).resolve().parents[2] / "var" / "artefacts"
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
PATIENCE = 30_000  # milliseconds; a busy machine needs a few thousand
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name has an address, so that a page which wants the network can't have it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


class OpenPage(Protocol):
    """Opens a new page with a reader of its own: no cookies, no history."""

    def __call__(
        self,
        *,
        javascript: bool = True,
        size: ViewportSize = DESKTOP,
        dark: bool = False,
        language: str = "en-GB",
    ) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run. It is the machine's own; none is ever downloaded."""
    program = chromium_program()
    if program is None:
        pytest.skip("no Chromium is installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django would take for ours.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Start the live server only when the test database is known, so that it finds its file."""
    return live_server


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """The address of the live server, which is the site's own address for this test."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def witness(site: str) -> Iterator[Witness]:
    """Whoever watches the test's pages; say ``witness.expect(...)`` before provoking an error."""
    witness = Witness(site)
    yield witness
    assert witness.complaints == []


@pytest.fixture
def open_page(browser: Browser, site: str, witness: Witness) -> Iterator[OpenPage]:
    """See ``OpenPage``. Addresses may be relative: ``open_page().goto("/archives/")``."""
    contexts = []

    def open_page(
        *,
        javascript: bool = True,
        size: ViewportSize = DESKTOP,
        dark: bool = False,
        language: str = "en-GB",
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport=size,
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=language,
            timezone_id="UTC",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if not javascript:
            # A browser without scripts says of each that it didn't load it.
            witness.expect(r"^unanswered: .*\.js \(csp\)$")
        witness.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def javascript() -> bool:
    """Whether ``page`` runs scripts; parametrise it by name to look at both."""
    return True


@pytest.fixture
def page(open_page: OpenPage, javascript: bool) -> Page:
    """A page on a desktop, in light colours."""
    return open_page(javascript=javascript)


@pytest.fixture
def sign_in(site: str, settings: Settings) -> Callable[[Page, User], None]:
    """Make the reader of a page a signed-in user, without going through the form."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": site}])

    return sign_in


@pytest.fixture
def screenshots(open_page: OpenPage) -> Callable[[str, str], list[Path]]:
    """Take pictures of ``address`` as ``var/artefacts/NAME-*.png``: phone, desktop, light, dark."""

    def screenshots(address: str, name: str) -> list[Path]:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        taken = []
        for label, size in (("phone", PHONE), ("desktop", DESKTOP)):
            page = open_page(size=size)
            page.goto(address)
            for colours in ("light", "dark"):
                page.emulate_media(color_scheme=colours)
                path = ARTEFACTS / f"{name}-{label}-{colours}.png"
                page.screenshot(path=path, full_page=True)
                taken.append(path)
        return taken

    return screenshots
