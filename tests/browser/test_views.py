"""Flat and as a tree, from either end; what is folded stays folded."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from comments.models import Thread
from tests.browser.conftest import OpenPage
from tests.people import MakeArticle, fill_thread
from tests.sample_threads import create_thread, long_article

ARTICLE = "/2016/12/the-harbour.html"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_the_chosen_view_and_order_are_remembered(
    open_page: OpenPage, thread: Thread, javascript: bool
) -> None:
    fill_thread(thread, 10, answer_every=3)
    page = open_page(javascript=javascript)
    page.goto(ARTICLE)
    with page.expect_navigation():
        page.get_by_role("link", name="As a tree").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Newest on top").first.click()
    page.goto(ARTICLE)
    expect(page.locator(".comment-list.threaded > :first-child")).to_have_id("c9")
    with page.expect_navigation():
        page.get_by_role("link", name="In order").first.click()
    page.goto(ARTICLE)
    expect(page.locator(".comment-list.flat > :first-child")).to_have_id("c10")
    with page.expect_navigation():
        page.get_by_role("link", name="Oldest on top").first.click()
    page.goto(ARTICLE)
    expect(page.locator(".comment-list.flat > :first-child")).to_have_id("c1")


def test_answers_fold_up_and_stay_so(page: Page, thread: Thread) -> None:
    fill_thread(thread, 6, answer_every=2)
    page.goto(f"{ARTICLE}?view=threaded")
    button = page.locator("#c2").get_by_role("button", name="1 answer")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#c3")).to_be_hidden()
    expect(page.locator("#c4")).to_be_visible()
    page.reload()
    expect(page.locator("#c3")).to_be_hidden()
    page.locator("#c2").get_by_role("button", name="1 answer").click()
    expect(page.locator("#c3")).to_be_visible()


def test_a_link_to_what_is_folded_unfolds_it(page: Page, thread: Thread) -> None:
    fill_thread(thread, 6, answer_every=2)
    page.goto(f"{ARTICLE}?view=threaded")
    page.locator("#c2").get_by_role("button", name="1 answer").click()
    page.goto("/2016/12/the-harbour/comments/3/?view=threaded")
    expect(page.locator("#c3")).to_be_visible()


def test_a_conversation_unfolds_in_place(page: Page, thread: Thread, settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 3
    fill_thread(thread, 6, answer_every=3)
    page.goto(ARTICLE)
    # 4 answers 3, and stands on the next page.
    comment = page.locator("#c3")
    button = comment.get_by_role("button", name="Conversation")
    button.click()
    expect(comment.locator(".unfolded.below .comment")).to_contain_text("Remark 3 about ships.")
    expect(page).to_have_url(re.compile(r"the-harbour\.html$"))
    page.goto("/2016/12/the-harbour/comments/page/2/")
    answer = page.locator("#c4")
    answer.get_by_role("button", name="Conversation").click()
    expect(answer.locator(".unfolded.above .comment")).to_contain_text("Remark 2 about ships.")
    answer.get_by_role("button", name="Conversation").click()
    expect(answer.locator(".unfolded")).to_have_count(0)


def test_without_scripts_the_links_lead_there(
    open_page: OpenPage, thread: Thread, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 3
    fill_thread(thread, 6, answer_every=3)
    page = open_page(javascript=False)
    page.goto(ARTICLE)
    page.locator("#c3 .comment-foot .ref").click()
    expect(page).to_have_url(re.compile(r"/page/2/#c4$"))


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_deep_talk_goes_on_on_a_page_of_its_own(
    open_page: OpenPage, make_article: MakeArticle, javascript: bool
) -> None:
    create_thread(long_article(make_article), 40)
    page = open_page(javascript=javascript)
    page.goto("/2016/12/harbour-roundup.html?view=threaded")
    page.get_by_role("link", name="Continue this thread").click()
    expect(page).to_have_url(re.compile(r"/comments/\d+/thread/$"))
    page.get_by_role("link", name="The whole thread").click()
    expect(page).to_have_url(re.compile(r"view=threaded#c\d+$"))
