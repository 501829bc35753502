"""Unread comments: marks, count and keyboard navigation."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from accounts.models import User
from comments.models import Commenter, ReadMark, Thread
from comments.visitors.services.commenters import get_or_create_user_commenter, set_trust
from tests.browser.conftest import OpenPage, Recognize
from tests.people import fill_thread

ARTICLE = "/2016/12/the-harbour.html"
SignIn = Callable[[Page, User], None]
# Moves the stored last visit into the past.
HOURS_AGO = """
hours => {
  const all = JSON.parse(localStorage.getItem("folkmoot:last-visit"));
  for (const [, mark] of all) mark.time -= hours * 3600000;
  localStorage.setItem("folkmoot:last-visit", JSON.stringify(all));
}
"""


@pytest.fixture
def returning_guest(page: Page, thread: Thread) -> Page:
    """Add seven comments after a guest has read five; there are ten on a page."""
    fill_thread(thread, 5)
    page.goto(ARTICLE)
    expect(page.locator("#unread-bar")).to_be_hidden()
    page.evaluate(HOURS_AGO, 3)
    fill_thread(thread, 7)
    return page


@pytest.fixture(autouse=True)
def _small_pages(settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 10


def test_unread_comments_are_marked_and_counted(returning_guest: Page) -> None:
    page = returning_guest
    page.goto(ARTICLE)
    expect(page.locator(".unread-summary")).to_contain_text("7")
    new = page.locator(".comment.unread")
    expect(new).to_have_count(5)
    expect(new.first).to_have_id("c6")
    # Not only by color.
    expect(new.first.locator(".new-badge")).not_to_be_empty()
    page.reload()
    expect(page.locator(".comment.unread")).to_have_count(5)


def test_shortcuts_and_buttons_go_to_the_next_unread(returning_guest: Page) -> None:
    page = returning_guest
    page.goto(ARTICLE)
    page.keyboard.press("n")
    expect(page.locator("#c6")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#c7")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#c6")).to_be_focused()
    page.locator("[data-direction=next]").click()
    expect(page.locator("#c7")).to_be_focused()


def test_a_held_key_goes_to_one_comment(returning_guest: Page) -> None:
    page = returning_guest
    page.goto(ARTICLE)
    for _ in range(3):
        page.keyboard.down("n")
    page.keyboard.up("n")
    expect(page.locator("#c6")).to_be_focused()


def test_shortcuts_continue_on_other_pages(returning_guest: Page) -> None:
    page = returning_guest
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
    expect(page.locator("#new-comments")).not_to_be_empty()
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"the-harbour\.html.*#c10$"))


def test_a_late_response_does_not_override_a_later_key(returning_guest: Page) -> None:
    page = returning_guest
    page.goto(ARTICLE)
    for _ in range(5):
        page.keyboard.press("n")
    expect(page.locator("#c10")).to_be_focused()
    sent: list[Route] = []

    def hold_back(route: Route) -> None:
        sent.append(route)

    page.route("**/unread/**", hold_back)
    with page.expect_request("**/unread/**"):
        page.keyboard.press("n")
    page.keyboard.press("p")
    expect(page.locator("#c9")).to_be_focused()
    sent.pop(0).continue_()
    # The late response is there once a later request has been answered.
    page.evaluate("fetch('/healthz').then(() => fetch('/healthz'))")
    page.keyboard.press("p")
    expect(page.locator("#c8")).to_be_focused()


def test_shortcuts_are_off_in_fields_and_can_be_turned_off(returning_guest: Page) -> None:
    page = returning_guest
    page.goto(ARTICLE)
    field = page.locator("#comment-form [name=body]")
    field.press_sequentially("nnn")
    expect(field).to_have_value("nnn")
    expect(field).to_be_focused()
    switch = page.locator("#shortcuts-toggle")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("n")
    expect(page.locator("#c6")).not_to_be_focused()


def test_the_first_visit_marks_nothing(page: Page, thread: Thread) -> None:
    fill_thread(thread, 5)
    page.goto(ARTICLE)
    expect(page.locator("#unread-bar")).to_be_hidden()
    expect(page.locator(".unread")).to_have_count(0)


@pytest.fixture
def send(page: Page) -> Callable[[str], None]:
    """Return a function that posts a comment and waits until it has the number."""

    def send(number: str) -> None:
        form = page.locator("#comment-form")
        form.locator("textarea[name=body]").fill(f"Fine ships, and {number} of them.")
        form.get_by_role("button", name="Post comment").click()
        expect(page.locator("#post-notice")).to_contain_text(f"#{number}")

    return send


def test_a_guests_own_comments_are_not_unread(
    returning_guest: Page,
    send: Callable[[str], None],
    rex: Commenter,
    recognize: Recognize,
    settings: Settings,
) -> None:
    settings.COMMENTS_PER_PAGE = 100
    page = returning_guest
    recognize(page, rex)
    page.goto(ARTICLE)
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill(rex.name)
    form.locator("[name=email]").fill(rex.email)
    send("13")
    for _visit in range(2):
        expect(page.locator(".unread-summary")).to_contain_text("7")
        expect(page.locator(".comment.unread")).to_have_count(7)
        expect(page.locator("#c13")).to_be_visible()
        expect(page.locator("#c13 .new-badge")).to_have_count(0)
        page.reload()


def test_an_accounts_own_comments_are_not_unread(
    page: Page, send: Callable[[str], None], sign_in: SignIn, otto: User, thread: Thread
) -> None:
    fill_thread(thread, 5)
    set_trust(commenter=get_or_create_user_commenter(otto), trust=Commenter.Trust.TRUSTED)
    sign_in(page, otto)
    with page.expect_response("**/comments/seen/"):
        page.goto(ARTICLE)
    send("6")
    expect(page.locator("#c6.own-comment")).to_be_visible()
    expect(page.locator("#unread-bar")).to_be_hidden()
    expect(page.locator(".unread")).to_have_count(0)


def test_an_account_has_the_same_marks_in_all_browsers(
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
    expect(second.locator(".unread-summary")).to_contain_text("3")
    expect(second.locator(".comment.unread")).to_have_count(3)


def test_without_javascript_the_server_counts_unread_comments(
    open_page: OpenPage, sign_in: SignIn, otto: User, thread: Thread
) -> None:
    fill_thread(thread, 5)
    page = open_page(javascript=False)
    sign_in(page, otto)
    page.goto(ARTICLE)
    with page.expect_navigation():
        page.locator("[name=all_read]").click()
    mark = ReadMark.objects.get()
    mark.seen_at = mark.seen_at.replace(year=mark.seen_at.year - 1)
    mark.save()
    fill_thread(thread, 9)
    page.goto(ARTICLE)
    expect(page.locator(".unread-summary")).to_contain_text("9")
    page.locator(".first-unread").click()
    expect(page).to_have_url(re.compile(r"#c6$"))
    page.locator("[name=all_read]").click()
    expect(page.locator("#unread-bar[data-count='0']")).to_be_attached()


def test_guests_get_identical_pages(article: object, thread: Thread) -> None:
    fill_thread(thread, 5)
    assert Client().get(ARTICLE).content == Client().get(ARTICLE).content
