"""All kinds of pages: accessibility rules, horizontal scrolling and the size of click targets."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from accounts.models import User
from blog.models import Article, Category
from tests.browser.axe import violations, violations_except_colors
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.measurements import overflow, small_targets
from tests.browser.page_monitor import PageMonitor
from tests.people import MakeArticle
from tests.sample_threads import create_long_article, create_thread, remove_comment

NARROW = ViewportSize(width=320, height=640)
ARTICLE = "/2016/12/harbour-roundup.html"
THREAD = "/2016/12/harbour-roundup/comments"
PAGES = {
    "home": "/",
    "article": ARTICLE,
    "threaded": f"{ARTICLE}?view=threaded",
    "reply": f"{ARTICLE}?reply_to=2#comment-form",
    "reply page": f"{THREAD}/2/reply/",
    "no comments": "/2016/12/the-harbour.html",
    "month": "/2016/12/",
    "archives": "/archives/",
    "category": "/category/ferries/",
    "search": "/search/?q=ferry",
    "nothing found": "/search/?q=submarine",
    "person": "/people/ada/",
    "not found": "/no-such-page",
    "newest first": f"{ARTICLE}?order=newest",
    "branch": f"{THREAD}/1/thread/",
    "menu": f"{THREAD}/2/more/",
    "report": f"{THREAD}/2/report/",
    "subscribe": f"{THREAD}/subscribe/",
    "search in a person": "/people/ada/?q=ferry",
    "replies to me": "/people/me/replies/",
    "statements": "/moderation/statements/",
    "muted": "/people/muted/",
    "login": "/accounts/login/",
    "login by code": "/accounts/login/code/",
    "signup": "/accounts/signup/",
    "signup by passkey": "/accounts/signup/passkey/",
    "forgotten password": "/accounts/password/reset/",
    "confirm": "/confirm/",
    "confirmation requested": "/confirm/asked/",
    "confirmation unknown": "/confirm/link/nothing/",
    "subscription link invalid": "/subscriptions/confirm/nothing/",
}


# Axe checks hardly anything that depends on the direction of the text.
RIGHT_TO_LEFT = ("home", "threaded", "menu", "login")


@pytest.fixture
def full_site(make_article: MakeArticle, article: Article, ann: User, monitor: PageMonitor) -> None:
    """Create content for every page."""
    roundup = create_long_article(make_article)
    roundup.categories.add(Category.objects.create(name="Ferries", slug="ferries"))
    # All kinds of comments occur among the first twelve.
    thread = create_thread(roundup, 12)
    remove_comment(thread, 4)
    monitor.expect("/no-such-page")
    monitor.expect("/nothing/")
    monitor.expect("/me/replies/")


@pytest.mark.usefixtures("full_site")
def test_axe_finds_nothing(page: Page) -> None:
    found: dict[str, object] = {}
    for name, address in PAGES.items():
        page.goto(address)
        found |= violations(page, name)
    assert found == {}


@pytest.mark.usefixtures("full_site")
def test_axe_finds_nothing_in_arabic(open_page: OpenPage) -> None:
    page = open_page(language="ar")
    found: dict[str, object] = {}
    for name in RIGHT_TO_LEFT:
        page.goto(PAGES[name])
        found |= violations_except_colors(page, name)
    assert found == {}


@pytest.mark.usefixtures("full_site")
def test_axe_finds_nothing_on_a_rejected_form(page: Page, monitor: PageMonitor) -> None:
    monitor.expect("400")
    page.goto(ARTICLE)
    page.locator("#comment-form").evaluate("form => { form.noValidate = true }")
    page.get_by_role("button", name="Post comment").click()
    page.get_by_role("alert").wait_for()
    assert violations(page, "rejected form") == {}


@pytest.mark.usefixtures("full_site")
@pytest.mark.parametrize(
    ("language", "javascript"), [("en-GB", True), ("en-GB", False), ("ar", True)]
)
def test_no_page_scrolls_horizontally(open_page: OpenPage, language: str, javascript: bool) -> None:
    too_wide = {}
    page = open_page(javascript=javascript, language=language)
    for name, address in PAGES.items():
        page.goto(address)
        for size in (DESKTOP, PHONE, NARROW):
            page.set_viewport_size(size)
            if by := overflow(page):
                too_wide[name, size["width"]] = by
    assert too_wide == {}


@pytest.mark.usefixtures("full_site")
def test_click_targets_are_large_enough(open_page: OpenPage) -> None:
    page = open_page(size=PHONE)
    small = set()
    for address in PAGES.values():
        page.goto(address)
        small.update(small_targets(page))
    assert small == set()


@pytest.mark.usefixtures("full_site")
def test_the_skip_link_moves_the_focus(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
