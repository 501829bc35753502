"""The site in other languages, left to right and right to left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from accounts.models import User
from blog.models import Article
from comments.models import Commenter, Thread
from tests.browser.conftest import ARTIFACTS, DESKTOP, PHONE, OpenPage
from tests.people import MakeArticle, fill_thread
from tests.sample_threads import create_long_article, create_thread


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_switching_the_language_keeps_the_page(
    open_page: OpenPage, article: Article, thread: Thread, rex: Commenter, javascript: bool
) -> None:
    fill_thread(thread, 2)
    page = open_page(javascript=javascript)
    page.goto(article.get_absolute_url())
    german = page.get_by_role("button", name="Deutsch")
    german.hover()
    expect(german).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    german.click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_url(f"{article.get_absolute_url()}")
    page.get_by_role("button", name="العربيّة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto("/archives/")
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_texts_of_scripts_are_translated(
    open_page: OpenPage, article: Article, thread: Thread, rex: Commenter
) -> None:
    fill_thread(thread, 3, reply_every=2)
    page = open_page(language="de-DE")
    page.goto(article.get_absolute_url())
    button = page.locator("button.show-conversation", has_text="Unterhaltung").first
    expect(button).to_be_visible()
    page.goto(f"{article.get_absolute_url()}?view=threaded")
    expect(page.get_by_role("button", name="1 Antwort", exact=False).first).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_comment_numbers_are_on_the_right_in_arabic(
    make_article: MakeArticle, open_page: OpenPage, size: ViewportSize
) -> None:
    create_thread(create_long_article(make_article), 40)
    page = open_page(size=size, language="ar")
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    for name, address in (
        ("article", "/2016/12/harbour-roundup.html"),
        ("tree", "/2016/12/harbour-roundup.html?view=threaded"),
        ("person", "/people/ada/"),
    ):
        page.goto(address)
        numbers = page.locator(".comment-number").first.bounding_box()
        text = page.locator(".comment .prose").first.bounding_box()
        assert numbers is not None
        assert text is not None
        assert numbers["x"] > text["x"]
        width = "phone" if size == PHONE else "desktop"
        page.screenshot(path=ARTIFACTS / f"{name}-ar-{width}.png", full_page=True)


def test_user_content_in_the_admin_has_its_own_direction(
    open_page: OpenPage, sign_in: Callable[[Page, User], None], thread: Thread, ed: User
) -> None:
    fill_thread(thread, 1)
    page = open_page(language="ar")
    sign_in(page, ed)
    page.goto("/admin/moderation/queue/?tab=all")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    for part in (".author", ".title"):
        expect(page.locator(f".row {part}")).to_have_css("direction", "ltr")
    page.goto(f"/admin/blog/article/{thread.article.pk}/change/")
    expect(page.locator(".ProseMirror")).to_have_css("direction", "ltr")
