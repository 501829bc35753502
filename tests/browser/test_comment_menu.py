"""The menu of a comment: recommend, mute, report and feature."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from comments.models import Comment, Thread
from moderation.models import Report
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.measurements import small_targets
from tests.people import MakeArticle
from tests.sample_threads import create_long_article, create_thread

ARTICLE = "/2016/12/harbour-roundup.html"
BASE = "/2016/12/harbour-roundup/comments"
both = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
without_scripts = pytest.mark.parametrize("javascript", [False], ids=["no-scripts"])

type SignIn = Callable[[Page, User], None]


@pytest.fixture
def discussion(make_article: MakeArticle, page: Page) -> Thread:
    """Open an article with twelve comments by ten people; Ada wrote 1 and 11."""
    thread = create_thread(create_long_article(make_article), 12)
    page.goto(ARTICLE)
    return thread


def open_menu(page: Page, number: int) -> None:
    """Open the menu of a comment."""
    page.locator(f"#c{number} a.menu-link").click()
    expect(page.locator(".menu")).to_be_visible()


@without_scripts
def test_recommending_without_javascript(page: Page, discussion: Thread) -> None:
    back = re.compile(rf"{ARTICLE}#c2$")
    open_menu(page, 2)
    page.locator("[data-recommend] button").click()
    expect(page).to_have_url(back)
    open_menu(page, 2)
    expect(page.locator(".menu .recommended")).to_contain_text("1")
    page.locator("[data-recommend] button").click()
    expect(page).to_have_url(back)
    assert Comment.objects.get(number=2).recommend_count == 0


def test_recommending_does_not_leave_the_page(page: Page, discussion: Thread) -> None:
    page.evaluate("window.stays = true")
    open_menu(page, 2)
    page.locator("[data-recommend] button").click()
    count = page.locator("#c2 .comment-foot > .recommended")
    expect(count).to_contain_text("1")
    expect(page.locator("[data-recommend] button")).to_be_focused()
    page.locator("[data-recommend] button").click()
    expect(page.locator("[data-recommend] button")).to_be_focused()
    expect(count).to_have_count(0)
    assert page.evaluate("window.stays")


def test_the_keyboard_opens_and_closes_the_menu(page: Page, discussion: Thread) -> None:
    dots = page.locator("#c2 .menu-link")
    dots.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu").get_by_role("link").first).to_be_focused()
    expect(dots).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".menu")).to_be_hidden()
    expect(dots).to_be_focused()
    expect(dots).not_to_have_attribute("aria-expanded", "true")


def test_the_link_is_copied(page: Page, discussion: Thread, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{ARTICLE}?view=threaded")
    open_menu(page, 2)
    link = page.locator(".menu a[data-copy]")
    expect(link).to_have_text("Copy link")
    link.click()
    expect(link).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{BASE}/2/"
    page.goto(f"{BASE}/3/more/")
    link.click()
    expect(link).to_have_text("Link copied")


@without_scripts
def test_without_javascript_it_leads_to_the_comment(page: Page, discussion: Thread) -> None:
    open_menu(page, 2)
    page.locator(".menu a[data-copy]").click()
    expect(page).to_have_url(re.compile("#c2$"))


def test_a_refused_clipboard_leads_to_the_comment(page: Page, discussion: Thread) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    open_menu(page, 2)
    page.locator(".menu a[data-copy]").click()
    expect(page).to_have_url(re.compile("#c2$"))


def test_a_click_outside_closes_the_menu(page: Page, discussion: Thread) -> None:
    open_menu(page, 2)
    page.locator("h1").click()
    expect(page.locator(".menu")).to_be_hidden()


def test_a_guest_mutes_expands_and_unmutes(page: Page, discussion: Thread) -> None:
    open_menu(page, 1)
    page.get_by_role("button", name="Mute Ada").click()
    for number in (1, 11):
        expect(page.locator(f"#c{number} .prose")).to_be_hidden()
        expect(page.locator(f"#c{number} .muted-notice")).to_be_visible()
    expect(page.locator("#c2 .prose")).to_be_visible()
    page.reload()
    expect(page.locator("#c1 .prose")).to_be_hidden()
    page.locator("#c1 .muted-notice button").click()
    expect(page.locator("#c1 .prose")).to_be_visible()
    expect(page.locator("#c11 .prose")).to_be_hidden()
    open_menu(page, 1)
    page.get_by_role("button", name="Mute Ada").click()
    expect(page.locator("#c1 .prose")).to_be_hidden()
    page.locator("#c1 .muted-notice a").click()
    expect(page.get_by_role("link", name="Ada")).to_be_visible()
    page.get_by_role("button", name="Unmute").click()
    expect(page.locator("[data-muted-none]")).to_be_visible()
    page.goto(ARTICLE)
    expect(page.locator("#c1 .prose")).to_be_visible()


def test_invalid_stored_data_mutes_no_one(page: Page, discussion: Thread) -> None:
    for text in ("{", "3", '[{"slug": 1}, null]'):
        page.evaluate("text => localStorage.setItem('folkmoot:muted', text)", text)
        page.reload()
        expect(page.locator("#c1 .prose")).to_be_visible()
        expect(page.locator("#c1 .menu-link")).to_be_visible()


def test_an_account_mutes_in_all_browsers(
    open_page: OpenPage, discussion: Thread, otto: User, sign_in: SignIn
) -> None:
    one, other = open_page(javascript=False), open_page()
    for page in (one, other):
        sign_in(page, otto)
    one.goto(f"{BASE}/1/more/")
    with one.expect_navigation():
        one.get_by_role("button", name="Mute Ada").click()
    other.goto(ARTICLE)
    expect(other.locator("#c11 .prose")).to_be_hidden()
    one.goto("/people/muted/")
    with one.expect_navigation():
        one.get_by_role("button", name="Unmute Ada").click()
    other.reload()
    expect(other.locator("#c11 .prose")).to_be_visible()


@both
def test_a_reader_reports(page: Page, discussion: Thread) -> None:
    open_menu(page, 2)
    page.locator(".menu a[href*='/report/']").click()
    page.locator("[name=reason][value=insult]").check()
    page.locator("[name=note]").fill("He called her a sea-cow.")
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert Report.objects.get().note == "He called her a sea-cow."
    page.get_by_role("link", name="Back to comment").click()
    expect(page.locator("#c2")).to_be_in_viewport()


@both
def test_a_moderator_features(page: Page, discussion: Thread, mo: User, sign_in: SignIn) -> None:
    sign_in(page, mo)
    page.reload()
    open_menu(page, 3)
    page.locator(".menu form[action*='/feature/'] button").click()
    expect(page.locator("#c3 .featured")).to_be_visible()
    expect(page.locator("[aria-labelledby=featured-heading]")).to_contain_text("karl")


def test_axe_finds_nothing(page: Page, discussion: Thread) -> None:
    Comment.objects.filter(number__in=(2, 3, 4)).update(recommend_count=5)
    Thread.objects.update(recommended_at=discussion.article.published_at, version=99)
    found: dict[str, object] = {}
    for name, address in {
        "menu page": f"{BASE}/2/more/",
        "report": f"{BASE}/2/report/",
        "muted": "/people/muted/",
        "recommended": f"{ARTICLE}?order=recommended",
    }.items():
        page.goto(address)
        found |= violations(page, name)
        assert small_targets(page) == []
    page.goto(ARTICLE)
    open_menu(page, 1)
    found |= violations(page, "menu")
    page.get_by_role("button", name="Mute Ada").click()
    expect(page.locator("#c1 .prose")).to_be_hidden()
    found |= violations(page, "muted comments")
    assert small_targets(page) == []
    assert found == {}
