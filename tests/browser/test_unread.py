"""What came since the last visit is marked and counted, and one key leads from one to the next."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import User
from comments.models import Commenter, ReadMark, Thread
from comments.visitors.services.commenters import get_or_create_user_commenter, set_trust
from tests.browser.conftest import OpenPage
from tests.people import fill_thread

ARTICLE = "/2016/12/the-harbour.html"
SignIn = Callable[[Page, User], None]
# Lets the visit that the browser remembers have ended three hours ago.
HOURS_AGO = """
hours => {
  const all = JSON.parse(localStorage.getItem("folkmoot:seen"));
  for (const [, mark] of all) mark.time -= hours * 3600000;
  localStorage.setItem("folkmoot:seen", JSON.stringify(all));
}
"""


@pytest.fixture
def come_back(page: Page, thread: Thread) -> Page:
    """A guest who read five comments, went away, and finds seven new ones; ten on a page."""
    fill_thread(thread, 5)
    page.goto(ARTICLE)
    expect(page.locator("#news")).to_be_hidden()
    page.evaluate(HOURS_AGO, 3)
    fill_thread(thread, 7)
    return page


@pytest.fixture(autouse=True)
def _small_pages(settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 10


def test_what_is_new_is_marked_and_counted(come_back: Page) -> None:
    page = come_back
    page.goto(ARTICLE)
    expect(page.locator(".news-line")).to_have_text(re.compile(r"^7 new since "))
    new = page.locator(".comment.unread")
    expect(new).to_have_count(5)
    expect(new.first).to_have_id("c6")
    # Not by colour alone.
    expect(new.first.locator(".new-badge")).to_have_text("new")
    page.reload()
    expect(page.locator(".comment.unread")).to_have_count(5)


def test_a_key_and_a_button_lead_from_one_to_the_next(come_back: Page) -> None:
    page = come_back
    page.goto(ARTICLE)
    page.keyboard.press("n")
    expect(page.locator("#c6")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#c7")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#c6")).to_be_focused()
    page.get_by_role("button", name="Next new").click()
    expect(page.locator("#c7")).to_be_focused()


def test_the_walk_goes_on_to_the_next_page_and_back(come_back: Page) -> None:
    page = come_back
    page.goto(ARTICLE)
    for number in range(6, 11):
        page.keyboard.press("n")
        expect(page.locator(f"#c{number}")).to_be_focused()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/comments/page/2/.*#c11$"))
    expect(page.locator("#c11.unread")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#c12")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_role("status").filter(has_text="no more new")).to_be_visible()
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"the-harbour\.html.*#c10$"))


def test_keys_do_nothing_while_somebody_types_or_when_off(come_back: Page) -> None:
    page = come_back
    page.goto(ARTICLE)
    field = page.locator("#comment-form").get_by_label("Comment", exact=True)
    field.press_sequentially("nnn")
    expect(field).to_have_value("nnn")
    expect(field).to_be_focused()
    switch = page.get_by_role("button", name="Keys n and p")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("n")
    expect(page.locator("#c6")).not_to_be_focused()


def test_the_first_visit_marks_nothing(page: Page, thread: Thread) -> None:
    fill_thread(thread, 5)
    page.goto(ARTICLE)
    expect(page.locator("#news")).to_be_hidden()
    expect(page.locator(".unread")).to_have_count(0)


@pytest.fixture
def send(page: Page) -> Callable[[str], None]:
    """How somebody writes a comment on the page, and waits until it is published as ``number``."""

    def send(number: str) -> None:
        form = page.locator("#comment-form")
        form.get_by_label("Comment", exact=True).fill(f"Fine ships, and {number} of them.")
        form.get_by_role("button", name="Post comment").click()
        expect(page.locator("#sent")).to_contain_text(f"#{number}")

    return send


def test_what_a_guest_writes_is_no_news_to_the_guest(
    come_back: Page, send: Callable[[str], None], rex: Commenter, settings: Settings
) -> None:
    settings.COMMENTS_PER_PAGE = 100
    page = come_back
    page.goto(ARTICLE)
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill(rex.name)
    form.get_by_label("E-mail").fill(rex.email)
    send("13")
    for _look in range(2):
        expect(page.locator(".news-line")).to_have_text(re.compile(r"^7 new since "))
        expect(page.locator(".comment.unread")).to_have_count(7)
        expect(page.locator("#c13")).to_be_visible()
        expect(page.locator("#c13 .new-badge")).to_have_count(0)
        page.reload()


def test_what_an_account_writes_is_no_news_to_its_owner(
    page: Page, send: Callable[[str], None], sign_in: SignIn, otto: User, thread: Thread
) -> None:
    fill_thread(thread, 5)
    set_trust(commenter=get_or_create_user_commenter(otto), trust=Commenter.Trust.REGULAR)
    sign_in(page, otto)
    with page.expect_response("**/comments/seen/"):
        page.goto(ARTICLE)
    send("6")
    expect(page.locator("#c6.own")).to_be_visible()
    expect(page.locator("#news")).to_be_hidden()
    expect(page.locator(".unread")).to_have_count(0)


def test_an_account_has_its_marks_in_every_browser(
    open_page: OpenPage, sign_in: SignIn, otto: User, thread: Thread
) -> None:
    fill_thread(thread, 5)
    first, second = open_page(), open_page()
    for page in (first, second):
        sign_in(page, otto)
    with first.expect_response("**/comments/seen/"):
        first.goto(ARTICLE)
    mark = ReadMark.objects.get()
    assert mark.last_number == 5
    mark.seen_at = mark.seen_at.replace(year=mark.seen_at.year - 1)
    mark.save()
    fill_thread(thread, 3)
    second.goto(ARTICLE)
    expect(second.locator(".news-line")).to_have_text(re.compile(r"^3 new since "))
    expect(second.locator(".comment.unread")).to_have_count(3)


def test_without_scripts_the_page_says_it_and_links_to_the_first(
    open_page: OpenPage, sign_in: SignIn, otto: User, thread: Thread
) -> None:
    fill_thread(thread, 5)
    page = open_page(javascript=False)
    sign_in(page, otto)
    page.goto(ARTICLE)
    with page.expect_navigation():
        page.get_by_role("button", name="Remember how far I have read").click()
    mark = ReadMark.objects.get()
    mark.seen_at = mark.seen_at.replace(year=mark.seen_at.year - 1)
    mark.save()
    fill_thread(thread, 9)
    page.goto(ARTICLE)
    expect(page.locator(".news-line")).to_contain_text("9 new since your last visit")
    page.get_by_role("link", name="Go to the first").click()
    expect(page).to_have_url(re.compile(r"#c6$"))
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator("#news")).to_contain_text("Nothing new since your last visit")


def test_everybody_else_gets_the_same_page(article: object, thread: Thread) -> None:
    fill_thread(thread, 5)
    assert Client().get(ARTICLE).content == Client().get(ARTICLE).content
