import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE
from tests.browser.page_monitor import PageMonitor

URL = "/made-up-by-a-test"
POLICY = "default-src 'self'; img-src *; script-src 'unsafe-inline'"


def show(page: Page, html: str) -> None:
    """Display HTML as a page of the site with a strict Content Security Policy."""
    headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
    page.route(
        f"**{URL}",
        lambda route: route.fulfill(body=f"<!doctype html>{html}", headers=headers),
    )
    page.goto(URL)


def is_recorded(page: Page, monitor: PageMonitor, part: str) -> bool:
    """Wait until an error is recorded; the browser may report it after the page has loaded."""
    for _ in range(PATIENCE // 50):
        if any(part in error for error in monitor.errors):
            return True
        page.wait_for_timeout(50)
    return False


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_without_errors(page: Page, monitor: PageMonitor) -> None:
    show(page, "<title>Clean</title><p>Hello")
    assert page.title() == "Clean"
    assert monitor.errors == []


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<p style='color: red'>Hello", "Content Security Policy"),
        ("<img src='https://elsewhere.example/'>", "third party: https://elsewhere.example/"),
        ("<img src='/no-such-picture.png'>", "404"),
    ],
)
def test_a_violation_is_recorded(page: Page, monitor: PageMonitor, html: str, error: str) -> None:
    show(page, html)
    assert is_recorded(page, monitor, error)
    monitor.expect(".")


def test_an_uncaught_error_is_recorded(page: Page, monitor: PageMonitor) -> None:
    show(page, "<script>throw new Error('broken by a test')</script>")
    assert is_recorded(page, monitor, "broken by a test")
    monitor.expect("broken by a test")


def test_an_expected_error_is_ignored(page: Page, monitor: PageMonitor) -> None:
    monitor.expect(r"third party: https://elsewhere\.example/")
    monitor.expect(r"failed: https://elsewhere\.example/")
    monitor.expect("ERR_NAME_NOT_RESOLVED")
    show(page, "<img src='https://elsewhere.example/'>")
    for part in ("third party", "failed: ", "ERR_NAME_NOT_RESOLVED"):
        assert is_recorded(page, monitor, part)
    assert monitor.unexpected == []
