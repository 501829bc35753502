from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from accounts.models import User
from blog.models import Article, Series, Tag
from comments.models import Thread
from moderation.models import Guideline
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.measurements import overflow
from tests.people import fill_thread

NARROW = ViewportSize(width=320, height=640)


@pytest.fixture
def pages(article: Article, thread: Thread, ed: User) -> dict[str, str]:
    """Return the URL of one page of each kind."""
    comment, *_ = fill_thread(thread, 3)
    Tag.objects.create(name="Ships", slug="ships")
    Series.objects.create(name="Harbours", slug="harbours")
    guideline = Guideline.objects.create(name="Mockery", code="mockery", wording="No mockery.")
    return {
        "index": "/admin/",
        "list": "/admin/comments/comment/",
        "nothing found": "/admin/comments/comment/?q=submarine",
        "article": f"/admin/blog/article/{article.pk}/change/",
        "comment": f"/admin/comments/comment/{comment.pk}/change/",
        "delete": f"/admin/moderation/guideline/{guideline.pk}/delete/",
        "settings": "/admin/comments/commentsettings/",
        "dashboard": "/admin/dashboard/",
        "statistics": "/admin/moderation/statistics/",
    }


def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_page: OpenPage,
    sign_in: Callable[[Page, User], None],
    pages: dict[str, str],
    ed: User,
) -> None:
    page = open_page(size=NARROW)
    page.goto("/admin/login/")
    found = violations(page, "login")
    sign_in(page, ed)
    for name, address in pages.items():
        page.goto(address)
        if name == "article":
            expect(page.get_by_role("combobox", name="Series")).to_be_visible()
        found |= violations(page, name)
        if by := overflow(page):
            found[f"{name}: too wide"] = by
    assert found == {}


def test_the_content_has_the_full_width_of_a_phone(
    open_page: OpenPage,
    sign_in: Callable[[Page, User], None],
    article: Article,
    thread: Thread,
    ed: User,
) -> None:
    page = open_page(size=PHONE)
    sign_in(page, ed)
    addresses = (
        "/admin/blog/article/",
        "/admin/moderation/ban/",
        f"/admin/blog/article/{article.pk}/change/",
    )
    for address in addresses:
        page.goto(address)
        expect(page.locator(".main.shifted")).to_be_visible()
        box = page.locator("#content").bounding_box()
        assert box
        assert box["width"] >= 0.9 * PHONE["width"], address


def test_the_header_has_a_logout_button(
    page: Page, sign_in: Callable[[Page, User], None], mo: User
) -> None:
    sign_in(page, mo)
    page.goto("/admin/")
    page.get_by_text("Mo", exact=True).click()
    page.locator("form[action$='/logout/'] button").click()
    expect(page.locator("#user-tools, .account-menu")).to_have_count(0)


def test_the_calendar_is_accessible(
    page: Page, sign_in: Callable[[Page, User], None], article: Article, ed: User
) -> None:
    sign_in(page, ed)
    page.goto(f"/admin/blog/article/{article.pk}/change/")
    page.get_by_role("button", name="Choose a date").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, "calendar") == {}
