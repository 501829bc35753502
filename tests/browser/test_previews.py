"""Previews of referenced comments."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.people import MakeArticle
from tests.sample_threads import create_long_article, create_thread

ARTICLE = "/2016/12/harbour-roundup.html"


@pytest.fixture
def preview(page: Page) -> Locator:
    """Return the element that shows previews."""
    return page.locator(".preview")


@pytest.fixture
def reference(page: Page, make_article: MakeArticle) -> Locator:
    """Return a reference to a comment on the same page."""
    create_thread(create_long_article(make_article), 40)
    page.clock.install()
    page.goto(ARTICLE)
    return page.locator("#c20 .u-in-reply-to").last


def test_hovering_shows_the_comment(page: Page, reference: Locator, preview: Locator) -> None:
    reference.hover()
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("19")
    preview.hover()
    page.clock.run_for(400)
    expect(preview).to_be_visible()
    page.locator("#c22 h3").hover()
    expect(preview).to_be_hidden()


def test_focus_shows_the_comment_and_escape_hides_it(
    page: Page, reference: Locator, preview: Locator
) -> None:
    page.locator("#c20 .comment-by a").focus()
    page.keyboard.press("Tab")
    expect(reference).to_be_focused()
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(reference).to_be_focused()


def test_clicking_follows_the_link(page: Page, reference: Locator, preview: Locator) -> None:
    reference.hover()
    expect(preview).to_be_visible()
    reference.click()
    expect(page).to_have_url(re.compile("#c19$"))
    expect(preview).to_be_hidden()


def test_a_comment_on_another_page_is_fetched(
    page: Page, preview: Locator, make_article: MakeArticle
) -> None:
    create_thread(create_long_article(make_article), 110)
    page.goto("/2016/12/harbour-roundup/comments/page/2/")
    with page.expect_request("**/fragment/") as fetched:
        page.locator("#c102 .u-in-reply-to").hover()
    assert fetched.value.url.endswith("/2016/12/harbour-roundup/comments/95/fragment/")
    expect(preview).to_be_visible()
    expect(preview.locator(".comment-number")).to_contain_text("95")
    expect(preview.locator("[id]")).to_have_count(0)


def test_a_missing_comment_has_no_preview(
    page: Page, preview: Locator, make_article: MakeArticle
) -> None:
    create_thread(create_long_article(make_article), 3, first_number=2)
    page.clock.install()
    page.goto(ARTICLE)
    link = page.locator("#c2 .u-in-reply-to")
    expect(link).to_have_class(re.compile(r"\bunavailable\b"))
    link.hover()
    page.clock.run_for(400)
    expect(preview).to_be_hidden()


def test_tapping_follows_the_link(open_page: OpenPage, make_article: MakeArticle) -> None:
    create_thread(create_long_article(make_article), 40)
    page = open_page(size=PHONE)
    page.goto(ARTICLE)
    page.locator("#c20 .u-in-reply-to").last.tap()
    expect(page).to_have_url(re.compile("#c19$"))
    expect(page.locator(".preview")).to_be_hidden()
