import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from comments.models import Thread
from tests.browser.conftest import OpenPage
from tests.people import MakeArticle, fill_thread
from tests.sample_threads import create_long_article, create_thread

ARTICLE = "/2016/12/the-harbour.html"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_view_and_order_are_remembered(
    open_page: OpenPage, thread: Thread, javascript: bool
) -> None:
    fill_thread(thread, 10, reply_every=3)
    page = open_page(javascript=javascript)
    page.goto(ARTICLE)
    with page.expect_navigation():
        page.get_by_role("link", name="Threaded").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Newest first").first.click()
    page.goto(ARTICLE)
    expect(page.locator(".comment-list.threaded > :first-child")).to_have_id("c9")
    with page.expect_navigation():
        page.get_by_role("link", name="Flat").first.click()
    page.goto(ARTICLE)
    expect(page.locator(".comment-list.flat > :first-child")).to_have_id("c10")
    with page.expect_navigation():
        page.get_by_role("link", name="Oldest first").first.click()
    page.goto(ARTICLE)
    expect(page.locator(".comment-list.flat > :first-child")).to_have_id("c1")


def test_collapsed_replies_stay_collapsed(page: Page, thread: Thread) -> None:
    fill_thread(thread, 6, reply_every=2)
    page.goto(f"{ARTICLE}?view=threaded")
    button = page.locator("#c2 button.collapse-replies")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#c3")).to_be_hidden()
    expect(page.locator("#c4")).to_be_visible()
    page.reload()
    expect(page.locator("#c3")).to_be_hidden()
    page.locator("#c2 button.collapse-replies").click()
    expect(page.locator("#c3")).to_be_visible()


def test_a_link_to_a_collapsed_comment_expands_it(page: Page, thread: Thread) -> None:
    fill_thread(thread, 6, reply_every=2)
    page.goto(f"{ARTICLE}?view=threaded")
    page.locator("#c2 button.collapse-replies").click()
    page.goto("/2016/12/the-harbour/comments/3/?view=threaded")
    expect(page.locator("#c3")).to_be_visible()


def test_a_conversation_opens_in_place(page: Page, thread: Thread, settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 3
    fill_thread(thread, 6, reply_every=3)
    page.goto(ARTICLE)
    # Comment 4 replies to 3 and is on the next page.
    comment = page.locator("#c3")
    button = comment.locator("button.show-conversation")
    button.click()
    expect(comment.locator(".conversation-part.below .comment")).to_contain_text(
        "Remark 3 about ships."
    )
    expect(page).to_have_url(re.compile(r"the-harbour\.html$"))
    page.goto("/2016/12/the-harbour/comments/page/2/")
    reply = page.locator("#c4")
    reply.locator("button.show-conversation").click()
    expect(reply.locator(".conversation-part.above .comment")).to_contain_text(
        "Remark 2 about ships."
    )
    reply.locator("button.show-conversation").click()
    expect(reply.locator(".conversation-part")).to_have_count(0)


def test_without_javascript_references_are_links(
    open_page: OpenPage, thread: Thread, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 3
    fill_thread(thread, 6, reply_every=3)
    page = open_page(javascript=False)
    page.goto(ARTICLE)
    page.locator("#c3 .comment-foot .ref").click()
    expect(page).to_have_url(re.compile(r"/page/2/#c4$"))


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_deep_branch_has_its_own_page(
    open_page: OpenPage, make_article: MakeArticle, javascript: bool
) -> None:
    create_thread(create_long_article(make_article), 40)
    page = open_page(javascript=javascript)
    page.goto("/2016/12/harbour-roundup.html?view=threaded")
    page.locator(".comment a[href$='/thread/']").first.click()
    expect(page).to_have_url(re.compile(r"/comments/\d+/thread/$"))
    page.locator(".kicker a").click()
    expect(page).to_have_url(re.compile(r"view=threaded#c\d+$"))


@pytest.fixture
def two_pages(thread: Thread, settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 5
    fill_thread(thread, 8)


def test_a_fragment_leads_to_a_comment_on_another_page(page: Page, two_pages: None) -> None:
    page.goto(f"{ARTICLE}#c7")
    expect(page).to_have_url(re.compile("/comments/page/2/#c7$"))
    expect(page.locator("#c7")).to_be_in_viewport()
    page.evaluate("location.hash = '#c2'")
    expect(page).to_have_url(re.compile(r"\.html#c2$"))


def test_a_fragment_of_no_comment_leads_to_the_nearest(page: Page, two_pages: None) -> None:
    page.goto(f"{ARTICLE}#c99999")
    expect(page).to_have_url(re.compile("missing=99999#c8$"))
    expect(page.locator("#missing-number")).to_contain_text("#99999")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_the_form_says_that_there_is_no_such_comment(
    page: Page, two_pages: None, javascript: bool
) -> None:
    page.goto(ARTICLE)
    form = page.locator(".jump-form").first
    form.locator("[name=number]").fill("99999")
    form.get_by_role("button").click()
    expect(page.locator("#c8")).to_be_in_viewport()
    expect(page.locator("#missing-number")).to_be_in_viewport(ratio=1)
