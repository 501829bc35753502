"""A browser tells how long a new text took; of one that was there before it tells nothing."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from blog.models import Article
from comments.models import Commenter
from tests.browser.conftest import OpenPage

A_DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def patient(settings: Settings) -> None:
    """Let everything that is timed at all be too fast."""
    settings.COMMENT_FORM_SECONDS = A_DAY


def fill(page: Page, text: str) -> None:
    """Fill the form in as Rex."""
    form = page.locator("#comment-form")
    form.get_by_label("Name").fill("Rex")
    form.get_by_label("E-mail").fill("rex@example.org")
    form.get_by_label("Comment", exact=True).fill(text)


def test_a_new_text_is_timed(page: Page, article: Article, rex: Commenter) -> None:
    page.goto(article.get_absolute_url())
    fill(page, "As fast as a program.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("#waiting")).to_contain_text("This was sent as fast as programs write")


def test_a_draft_that_comes_back_is_not(page: Page, article: Article, rex: Commenter) -> None:
    page.goto(article.get_absolute_url())
    page.evaluate(
        "localStorage.setItem('folkmoot:draft:/2016/12/the-harbour/comments/post/',"
        " JSON.stringify({body: 'Begun yesterday.', reply_to: '', also: ''}))"
    )
    page.reload()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Begun yesterday.")
    fill(page, "Begun yesterday, and ended today.")
    page.get_by_role("button", name="Post comment").click()
    expect(page).to_have_url(re.compile(r"#c1$"))


def test_without_scripts_nothing_is(open_page: OpenPage, article: Article, rex: Commenter) -> None:
    page = open_page(javascript=False)
    page.goto(article.get_absolute_url())
    fill(page, "Slow and steady.")
    page.get_by_role("button", name="Post comment").click()
    expect(page).to_have_url(re.compile(r"#c1$"))
