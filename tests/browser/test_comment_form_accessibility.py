import pytest
from playwright.sync_api import Page, ViewportSize

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Recognize
from tests.browser.measurements import overflow, small_targets
from tests.people import fill_thread

NARROW = ViewportSize(width=320, height=640)


@pytest.fixture(autouse=True)
def discussion(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 5)


def fill_in_name(page: Page) -> None:
    page.locator("[name=name]").fill("Rex")
    page.locator("[name=email]").fill("rex@example.org")


def check(page: Page, name: str) -> dict[str, object]:
    """Return accessibility violations, overflow and small click targets."""
    found = violations(page, name)
    wide, small = overflow(page), small_targets(page)
    return found | {f"{name}: {what}": by for what, by in (("wide", wide), ("small", small)) if by}


def test_nothing_is_found(
    open_page: OpenPage, article: Article, rex: Commenter, recognize: Recognize
) -> None:
    page = open_page(size=NARROW)
    recognize(page, rex)
    page.goto(article.get_absolute_url())
    form = page.locator("#comment-form")
    fill_in_name(page)
    text = page.locator("textarea[name=body]")
    text.press_sequentially("Well, @")
    page.get_by_role("option").first.wait_for()
    found = check(page, "autocompletion")
    text.press("Enter")
    form.get_by_role("button", name="Preview").click()
    page.locator(".comment-preview .comment").wait_for()
    found |= check(page, "preview")
    page.reload()
    page.locator(".draft-note").wait_for()
    found |= check(page, "draft")
    fill_in_name(page)
    form.get_by_role("button", name="Post comment").click()
    page.locator("#post-notice").wait_for()
    # At the end of the page, sticky elements cover no button.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    found |= check(page, "sent")
    for link in ("Edit", "Delete"):
        # A click returns before the new page is loaded.
        with page.expect_navigation():
            page.locator("#own-comments").get_by_role("link", name=link).click()
        found |= check(page, link)
        page.go_back()
    assert found == {}
