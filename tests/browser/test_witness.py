"""The watch that every other test in this folder stands under."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE
from tests.browser.witness import Witness

MADE_UP = "/made-up-by-a-test"
POLICY = "default-src 'self'; img-src *; script-src 'unsafe-inline'"


def show(page: Page, html: str) -> None:
    """Show ``html`` under a strict policy, as if it came from the site."""
    headers = {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
    page.route(
        f"**{MADE_UP}",
        lambda route: route.fulfill(body=f"<!doctype html>{html}", headers=headers),
    )
    page.goto(MADE_UP)


def hears(page: Page, witness: Witness, part: str) -> bool:
    """Tell whether the witness hears of it; the browser may say so after the page has loaded."""
    for _ in range(PATIENCE // 50):
        if any(part in complaint for complaint in witness.noticed):
            return True
        page.wait_for_timeout(50)
    return False


@pytest.mark.parametrize("javascript", [True, False])
def test_a_clean_page_is_let_through(page: Page, witness: Witness) -> None:
    show(page, "<title>Clean</title><p>Hello")
    assert page.title() == "Clean"
    assert witness.noticed == []


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<p style='color: red'>Hello", "Content Security Policy"),
        ("<img src='https://elsewhere.example/'>", "third party: https://elsewhere.example/"),
        ("<img src='/no-such-picture.png'>", "404"),
    ],
)
def test_a_breach_is_noticed(page: Page, witness: Witness, html: str, complaint: str) -> None:
    show(page, html)
    assert hears(page, witness, complaint)
    witness.expect(".")


def test_an_uncaught_error_is_noticed(page: Page, witness: Witness) -> None:
    show(page, "<script>throw new Error('broken by a test')</script>")
    assert hears(page, witness, "broken by a test")
    witness.expect("broken by a test")


def test_an_expected_complaint_is_no_complaint(page: Page, witness: Witness) -> None:
    witness.expect(r"third party: https://elsewhere\.example/")
    witness.expect(r"unanswered: https://elsewhere\.example/")
    witness.expect("ERR_NAME_NOT_RESOLVED")
    show(page, "<img src='https://elsewhere.example/'>")
    for part in ("third party", "unanswered", "ERR_NAME_NOT_RESOLVED"):
        assert hears(page, witness, part)
    assert witness.complaints == []
