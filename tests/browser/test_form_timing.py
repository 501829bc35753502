import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from blog.models import Article
from comments.models import Commenter
from tests.browser.conftest import OpenPage, Recognize

A_DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def minimum_time(settings: Settings) -> None:
    """Set a minimum time that no test reaches."""
    settings.COMMENT_FORM_SECONDS = A_DAY


def fill(page: Page, text: str) -> None:
    """Fill in the form as Rex."""
    form = page.locator("#comment-form")
    form.locator("[name=name]").fill("Rex")
    form.locator("[name=email]").fill("rex@example.org")
    form.locator("textarea[name=body]").fill(text)


def test_a_new_text_is_timed(page: Page, article: Article, rex: Commenter) -> None:
    page.goto(article.get_absolute_url())
    fill(page, "As fast as a program.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("#held-comments [data-reason=too_fast]")).to_be_visible()


def test_a_restored_draft_is_not_timed(
    page: Page, article: Article, rex: Commenter, recognize: Recognize
) -> None:
    recognize(page, rex)
    page.goto(article.get_absolute_url())
    page.evaluate(
        "localStorage.setItem('folkmoot:draft:/2016/12/the-harbour/comments/post/',"
        " JSON.stringify({body: 'Begun yesterday.', reply_to: '', also: ''}))"
    )
    page.reload()
    expect(page.locator("textarea[name=body]")).to_have_value("Begun yesterday.")
    fill(page, "Begun yesterday, and ended today.")
    page.get_by_role("button", name="Post comment").click()
    expect(page).to_have_url(re.compile(r"#c1$"))


def test_nothing_is_timed_without_javascript(
    open_page: OpenPage, article: Article, rex: Commenter, recognize: Recognize
) -> None:
    page = open_page(javascript=False)
    recognize(page, rex)
    page.goto(article.get_absolute_url())
    fill(page, "Slow and steady.")
    page.get_by_role("button", name="Post comment").click()
    expect(page).to_have_url(re.compile(r"#c1$"))
