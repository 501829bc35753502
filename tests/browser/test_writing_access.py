"""What writing adds to the pages, under axe and in the narrowest window that counts."""

import pytest
from playwright.sync_api import Page, ViewportSize

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, OpenPage
from tests.browser.measures import overflow, small_targets
from tests.people import fill_thread

NARROW = ViewportSize(width=320, height=640)


@pytest.fixture(autouse=True)
def talk(thread: Thread) -> list[Comment]:
    """A talk of five."""
    return fill_thread(thread, 5)


def sign(page: Page) -> None:
    """Fill in who writes."""
    page.get_by_label("Name").fill("Rex")
    page.get_by_label("E-mail").fill("rex@example.org")


def look(page: Page, name: str) -> dict[str, object]:
    """Return what axe finds, and what is too wide or too small to press."""
    found = violations(page, name)
    wide, small = overflow(page), small_targets(page)
    return found | {f"{name}: {what}": by for what, by in (("wide", wide), ("small", small)) if by}


@pytest.mark.parametrize(
    ("dark", "size"), [(False, NARROW), (True, DESKTOP)], ids=["light-narrow", "dark-desktop"]
)
def test_nothing_is_found(
    open_page: OpenPage, article: Article, rex: Commenter, dark: bool, size: ViewportSize
) -> None:
    page = open_page(dark=dark, size=size)
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    sign(page)
    text = page.get_by_label("Comment", exact=True)
    text.press_sequentially("Well, @")
    page.get_by_role("option").first.wait_for()
    found = look(page, "completing")
    text.press("Enter")
    form.get_by_role("button", name="Preview").click()
    page.locator(".as-published .comment").wait_for()
    found |= look(page, "preview")
    page.reload()
    page.locator(".draft-note").wait_for()
    found |= look(page, "draft")
    sign(page)
    form.get_by_role("button", name="Post comment").click()
    page.locator("#sent").wait_for()
    # At the end of the page, where what stays at the window's edge lies over no button.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    found |= look(page, "sent")
    for link in ("Edit", "Delete"):
        # A click returns while the page it leads to may still be on its way.
        with page.expect_navigation():
            page.locator("#mine").get_by_role("link", name=link).click()
        found |= look(page, link)
        page.go_back()
    assert found == {}
