"""Fixtures for tests in Chromium, driven by Playwright, against the live server.

A test uses ``page`` (desktop, with JavaScript) or opens pages with ``open_page``. A test fails if
a page logs an error or sends a request to another host; see ``monitor``.
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
from comments.models import Commenter
from scripts.machine import chromium_program
from tests.browser.page_monitor import PageMonitor
from tests.comments.visitors import cookies

ARTIFACTS = Path(__file__).resolve().parents[2] / "var" / "artifacts"
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
PATIENCE = 30_000  # milliseconds; a busy machine needs several seconds
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages have no network: host names don't resolve.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


Recognize = Callable[[Page, Commenter], None]


class OpenPage(Protocol):
    """Open a page in a new browser context, without cookies and history."""

    def __call__(
        self,
        *,
        javascript: bool = True,
        size: ViewportSize = DESKTOP,
        dark: bool = False,
        language: str = "en-GB",
    ) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests in this folder as ``browser``."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium once for all tests. Nothing is downloaded."""
    program = chromium_program()
    if program is None:
        pytest.skip("no Chromium is installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread; Django would refuse database queries.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Start the live server after the test database has been set up."""
    return live_server


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """Use the URL of the live server as ``SITE_URL`` and return it."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def monitor(site: str) -> Iterator[PageMonitor]:
    """Record errors of pages; call ``monitor.expect(...)`` before you provoke one."""
    monitor = PageMonitor(site)
    yield monitor
    assert monitor.unexpected == []


@pytest.fixture
def open_page(browser: Browser, site: str, monitor: PageMonitor) -> Iterator[OpenPage]:
    """Return a function that opens pages. Their URLs can be relative to the site."""
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
            # Without JavaScript, the browser reports each script as blocked.
            monitor.expect(r"^failed: .*\.js \(csp\)$")
        monitor.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def javascript() -> bool:
    """Parametrize this to run a test with and without JavaScript."""
    return True


@pytest.fixture
def page(open_page: OpenPage, javascript: bool) -> Page:
    """Open a page on a desktop, in light colors."""
    return open_page(javascript=javascript)


@pytest.fixture
def sign_in(site: str, settings: Settings) -> Callable[[Page, User], None]:
    """Return a function that logs a user in without the form."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": site}])

    return sign_in


@pytest.fixture
def recognize(site: str, settings: Settings) -> Recognize:
    """Return a function that sets the cookie of a browser in which a guest was confirmed."""

    def set_cookie(page: Page, commenter: Commenter) -> None:
        client = Client()
        cookies.recognize(client, commenter)
        cookie = client.cookies[settings.VISITOR_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])

    return set_cookie


@pytest.fixture
def screenshots(open_page: OpenPage) -> Callable[[str, str], list[Path]]:
    """Return a function that saves ``var/artifacts/NAME-*.png``: phone, desktop, light, dark."""

    def screenshots(address: str, name: str) -> list[Path]:
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        taken = []
        for label, size in (("phone", PHONE), ("desktop", DESKTOP)):
            page = open_page(size=size)
            page.goto(address)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                path = ARTIFACTS / f"{name}-{label}-{scheme}.png"
                page.screenshot(path=path, full_page=True)
                taken.append(path)
        return taken

    return screenshots
